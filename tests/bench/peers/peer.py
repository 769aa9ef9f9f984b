"""The interface that every engine of the bench is behind."""

import os
import shutil
import subprocess
import sys


class Peer:
    """
    An engine. Subclasses say:
      name, settings  for the table and the notes below it
      packages        of Debian that it needs
      variants        the rows that it makes
    """

    name = ""
    settings = ""
    packages = []
    variants = [""]

    def __init__(self, build_folder):
        self.build_folder = build_folder

    def missing(self):
        """Why it cannot run; None where it can."""
        absent = [package for package in self.packages if not is_installed(package)]
        return f"not installed: {' '.join(absent)}" if absent else None

    def label(self, variant):
        return f"{self.name} {variant}".strip()

    def build(self, corpus, folder, variant, cost):
        """Makes the index in folder; all that counts runs through processes.run(…, cost)."""
        raise NotImplementedError

    def finish(self, corpus, folder, variant):
        """What is done to the index after the build without being counted; returns its bytes."""
        raise NotImplementedError

    def search(self, corpus, folder, variant):
        """What latency.time_queries prints; None where queries are not measured."""
        return None


def is_installed(package):
    if shutil.which("dpkg-query") is None:
        return False
    status = subprocess.run(["dpkg-query", "-W", "-f", "${Status}", package], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return status.stdout.endswith("ok installed")


def here(name):
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), name)


def python_with(module):
    """An interpreter that has the module: Debian's modules are Debian's Python's."""
    for python in [sys.executable, "/usr/bin/python3"]:
        if os.path.exists(python) and subprocess.run(
                [python, "-c", f"import {module}"], stderr=subprocess.DEVNULL,
                check=False).returncode == 0:
            return python
    return None
