"""A disk that answers EIO, at any write or sync: the run ends in a sentence, and after a clean crawl all is sound."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.demo.newsroom.demo_portal import DemoPortal
from newscrawl.demo.web.server import DemoServer
from tests.comparison import differences
from tests.crawling import PROJECT, crawl, crawl_options, scrapy, stored
from tests.truth import truth
from tests.warm_scrapy import Serving

ENVIRONMENT = {**os.environ, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings", "PYTHONPATH": str(PROJECT)}
SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long left = -1;

/* Whether this call on a file below EIO_FOLDER is the one that fails, or one after it. */
static int fails(const char *call, int fd) {
    const char *folder = getenv("EIO_FOLDER"), *wanted = getenv("EIO_CALL"), *number = getenv("EIO_NUMBER");
    char link[64], path[4096];
    ssize_t size;
    if (!folder || !wanted || !number || strcmp(call, wanted)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if ((size = readlink(link, path, sizeof path - 1)) < 0) return 0;
    path[size] = 0;
    if (strncmp(path, folder, strlen(folder))) return 0;
    if (left < 0) left = atol(number);
    if (--left > 0) return 0;
    left = 1;
    errno = EIO;
    return 1;
}

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))
ssize_t write(int fd, const void *b, size_t n) { return fails("write", fd) ? -1 : REAL(write)(fd, b, n); }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) { return fails("pwrite", fd) ? -1 : REAL(pwrite64)(fd, b, n, o); }
int fsync(int fd) { return fails("fsync", fd) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return fails("fsync", fd) ? -1 : REAL(fdatasync)(fd); }
int ftruncate64(int fd, off64_t n) { return fails("truncate", fd) ? -1 : REAL(ftruncate64)(fd, n); }
"""


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compile the library that lets system calls fail; return its path."""
    if not (compiler := shutil.which("cc") or shutil.which("gcc")):
        pytest.skip("needs a C compiler")
    folder = tmp_path_factory.mktemp("shim")
    (folder / "eio.c").write_text(SHIM)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", folder / "eio.so", folder / "eio.c", "-ldl"], check=True)
    return folder / "eio.so"


@pytest.fixture(scope="module")
def serving(shim: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """Serve `scrapy` with the library."""
    started = Serving(tmp_path_factory.mktemp("serving"), {**ENVIRONMENT, "LD_PRELOAD": str(shim)})
    yield started
    started.close()


def crawl_with_faults(
    serving: Serving, url: str, data: Path, call: str, number: int
) -> subprocess.CompletedProcess[str]:
    """Crawl in a process whose *call* number *number* on a file of the dataset fails with EIO, and all later ones."""
    faults = {"EIO_FOLDER": str(data.resolve()), "EIO_CALL": call, "EIO_NUMBER": str(number)}
    words = ["scrapy", "crawl", "demo", *crawl_options(url, data, {"LOG_LEVEL": "ERROR"})]
    return serving.run(words, ENVIRONMENT | faults)


@pytest.mark.parametrize(
    ("call", "number"),
    [("write", 1), ("write", 2), ("write", 9), ("fsync", 1), ("fsync", 3), ("fsync", 8), ("pwrite", 1), ("pwrite", 30)],
)
def test_an_io_error_ends_the_run_and_after_the_next_one_all_is_sound(
    serving: Serving, tmp_path: Path, call: str, number: int
) -> None:
    portal = DemoPortal(seed=9, article_count=20)
    with DemoServer(portal) as server:
        broken = crawl_with_faults(serving, server.url, tmp_path, call, number)
        again = crawl(server.url, tmp_path)
        expected = truth(portal, server.now, server.base_url)

    found = stored(tmp_path)
    last = max((report for report in found.reports if report["verdict"] == "done"), key=lambda one: one["finished_at"])
    verified = scrapy("verify", "demo", "--hashes", "-s", f"NEWSCRAWL_DATASET_DIR={tmp_path}")
    rankings = [entry for entry in found.rankings if entry.run_id == last["run_id"]]
    assert broken.returncode == 1, broken.stderr
    assert "Traceback" not in broken.stderr
    assert again.returncode == 0, again.stderr
    assert verified.returncode == 0, verified.stdout
    assert differences(expected, found.articles, rankings) == []
