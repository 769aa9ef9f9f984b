"""Runs commands and takes what they cost: time, processor time, memory of all their processes."""

import os
import subprocess
import threading
import time

SAMPLE_SECONDS = 0.05
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class Cost:
    """What a build has cost; adds up over several commands, but for the memory's peak."""

    def __init__(self):
        self.wall = 0.0
        self.cpu = 0.0
        self.peak_bytes = 0

    def add(self, wall, cpu, peak_bytes):
        self.wall += wall
        self.cpu += cpu
        self.peak_bytes = max(self.peak_bytes, peak_bytes)


class Failed(Exception):
    """A command ended with an error; the first that it said is the message."""


def _children(pid):
    found = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as file:
                found += [int(child) for child in file.read().split()]
    except (OSError, ValueError):
        pass
    return found


def _resident(pid):
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * PAGE_BYTES
    except (OSError, IndexError, ValueError):
        return 0


def _tree_bytes(pid):
    """The resident sizes of a process and all below it: what they share counts for each."""
    return _resident(pid) + sum(_tree_bytes(child) for child in _children(pid))


class _Sampler(threading.Thread):
    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid = pid
        self.peak_bytes = 0
        self.is_over = threading.Event()

    def run(self):
        while not self.is_over.wait(SAMPLE_SECONDS):
            self.peak_bytes = max(self.peak_bytes, _tree_bytes(self.pid))


def first_lines(said):
    """What a program said at its end, short enough for a table."""
    return " ".join(said.split())[:300]


def run(command, cost=None, env=None, stdin=None, stdout=None, folder=None):
    """
    Runs a command to its end. Adds what it cost to cost; writes its output to the file stdout, or
    returns it as text. Raises Failed.
    """
    output = os.path.join(folder or "/tmp", f"output.{os.getpid()}")
    with open(stdout or output, "wb") as out, open(output + ".errors", "wb+") as errors, \
            open(stdin or os.devnull, "rb") as source:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=source, stdout=out, stderr=errors,
                                   env={**os.environ, **(env or {})})
        sampler = _Sampler(process.pid)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        sampler.is_over.set()
        sampler.join()
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace").strip()
    os.remove(output + ".errors")
    text = None
    if stdout is None:
        with open(output, encoding="utf-8", errors="replace") as file:
            text = file.read()
        os.remove(output)
    if process.returncode != 0:
        raise Failed(f"{command[0]} ended with {process.returncode}: {first_lines(said)}")
    if cost is not None:
        # Not ru_maxrss: a child's begins with the size of the process that started it.
        cost.add(wall, usage.ru_utime + usage.ru_stime, sampler.peak_bytes)
    return text


def folder_bytes(path):
    """The bytes of a file, or of all files below a folder; of files with holes what is not hole."""
    if os.path.isfile(path):
        return _used_bytes(path)
    return sum(_used_bytes(os.path.join(folder, name))
               for folder, _, names in os.walk(path) for name in names)


def _used_bytes(path):
    status = os.lstat(path)
    return min(status.st_size, status.st_blocks * 512)
