"""What all tests share. A skipped test fails the run where CONGTIN_NOTHING_SKIPPED is set, as it is in CI."""

import os

import pytest


def pytest_sessionfinish(session):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and os.environ.get("CONGTIN_NOTHING_SKIPPED") and reporter.stats.get("skipped"):
        reporter.write_line("\nSkipped tests (named below) fail this run: CONGTIN_NOTHING_SKIPPED is set.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
