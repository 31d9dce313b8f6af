# newscrawl in a container: a wheel made in one stage, a slim image without compilers or sources in the next.
#
#   docker build -t newscrawl .
#   docker run --rm -v newscrawl-data:/data newscrawl crawl kangnam --max-time 9m
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY newscrawl ./newscrawl
RUN python -m pip wheel --no-cache-dir --wheel-dir /wheels ".[export,remote]"

FROM python:3.13-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tini \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /wheels /wheels
RUN python -m venv /opt/newscrawl \
    && /opt/newscrawl/bin/pip install --no-cache-dir --no-index --find-links /wheels "newscrawl[export,remote]" \
    && rm -rf /wheels
RUN groupadd --gid 1000 newscrawl \
    && useradd --uid 1000 --gid newscrawl --no-create-home --home-dir /data newscrawl \
    && install --directory --owner newscrawl --group newscrawl /data
ENV PATH=/opt/newscrawl/bin:$PATH PYTHONUNBUFFERED=1 HOME=/data
USER newscrawl
WORKDIR /data
VOLUME /data
# tini passes SIGTERM on, so 'docker stop' ends a crawl in order. Exit codes are newscrawl's own.
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--", "newscrawl"]
CMD ["--help"]
