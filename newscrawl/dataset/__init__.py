"""What lies on disk for one portal: lines, index, lock, reports."""
