#!/usr/bin/env python3
"""What a document says of the library is so: documents.py DOCUMENT [SECTION]

Fenced blocks of the document, or of one section (a heading's text), are tried in their order:

    c        a piece of code, run in a function that has an archive and an error; or with a main()
             the file search.c
    python   run as a program
    console  lines behind "$ " are run by a shell, the others are what that prints
    (none)   behind one of the first two: what it prints; elsewhere not looked at

In what is printed, an ellipsis stands for anything, and as a line for any number of lines. The
environment is that of tests/api/outside.sh.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

BUILD, SOURCE = os.environ["BUILD"], os.environ["SOURCE"]
SANITIZE = os.environ["SANITIZE"]
MARK = "\x01"  # between the outputs of two pieces
HEAD = """#include <fundstelle.h>

#include <stdio.h>
#include <string.h>
"""
failures = 0


def fail(text):
    global failures
    failures += 1
    print(text)


def read_blocks(document, section):
    """(language, text, first line) of each fenced block."""
    blocks, language, wanted = [], None, section is None
    for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("```"):
            if language is None:
                language, lines, first = line[3:].strip(), [], number
            else:
                if wanted:
                    blocks.append((language, "".join(one + "\n" for one in lines), first))
                language = None
        elif language is not None:
            lines.append(line)
        elif line.startswith("#") and section is not None:
            wanted = line.lstrip("#").strip() == section
    return blocks


def matches(expected, printed):
    lines = [r"(?:[^\n]*\n)*" if line == "…" else
             re.escape(line).replace("…", "[^\n]*") + "\n" for line in expected.splitlines()]
    return re.fullmatch("".join(lines), printed) is not None


def compare(where, expected, printed):
    if expected is not None and not matches(expected, printed):
        fail(f"{where}: prints\n{printed}instead of\n{expected}")


def run(command, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding="utf-8", **more)


def run_pieces(pieces, name):
    """Builds all pieces into one program, and compares what each prints."""
    code = HEAD
    for i, (text, _, first) in enumerate(pieces):
        code += (f"\nstatic void piece_{i}(fund_archive *archive)\n{{\nstruct fund_error error;\n"
                 f"(void)archive;\n(void)error;\n#line {first + 1} \"{name}\"\n{text}}}\n")
    code += ("\nint main(void)\n{\nfund_archive *archive = NULL;\n"
             'if (fund_archive_open("archiv", NULL, &archive, NULL) != FUND_OK)\nreturn 1;\n')
    code += "".join(f'piece_{i}(archive);\nputchar({ord(MARK)});\n' for i in range(len(pieces)))
    code += "fund_archive_close(archive);\nreturn 0;\n}\n"
    pathlib.Path("pieces.c").write_text(code, encoding="utf-8")
    done = run("cc -std=c17 -Wall -Wextra -Werror -o pieces pieces.c "
               "$(pkg-config --cflags --libs fundstelle) && ./pieces", shell=True)
    if done.returncode != 0:
        fail(done.stdout)
        return
    for (_, expected, first), printed in zip(pieces, done.stdout.split(MARK)):
        compare(f"{name}:{first}", expected, printed)


def run_console(text, where):
    command, expected = None, ""
    for line in text.splitlines() + ["$ :"]:
        if not line.startswith("$ "):
            expected += line + "\n"
            continue
        if command is not None:
            done = run(command, shell=True)
            if done.returncode not in (0, 1):
                fail(f"{where}: '{command}' fails: {done.stdout}")
            compare(f"{where}: {command}", expected, done.stdout)
        command, expected = line[2:], ""


def write_tool(folder, name, command):
    path = folder / name
    path.write_text(f'#!/bin/sh\n{command}\n', encoding="utf-8")
    path.chmod(0o755)


def prepare(folder):
    """An archive, and the tools that a document's commands need, as a user has them."""
    tools = folder / "tools"
    tools.mkdir()
    sanitizers = "" if SANITIZE == "none" else f"-fsanitize={SANITIZE}"
    compiler = os.environ["CC"].split()
    compiler[0] = shutil.which(compiler[0]) # the tool of that name is no answer
    write_tool(tools, "cc", f'exec {" ".join(compiler)} {sanitizers} "$@"')
    write_tool(tools, "sudo", '[ "$1" != meson ] || set -- "$@" --no-rebuild --quiet\nexec "$@"')
    write_tool(tools, "ldconfig", ":")
    write_tool(tools, "fundstelle", f'exec {os.environ["FUNDSTELLE"]} "$@"')
    os.environ["PATH"] = f'{tools}:{os.environ["PATH"]}'
    os.environ["DESTDIR"] = str(folder / "root")
    os.chdir(folder)
    os.symlink(BUILD, "build")
    run(["fundstelle", "index", "-q", "-a", "archiv", f"{SOURCE}/data/sample/elbgrund"], check=True)
    run(["meson", "install", "-C", "build", "--no-rebuild", "--quiet"], check=True)
    found = next((folder / "root").rglob("fundstelle.pc"))
    os.environ["PKG_CONFIG_PATH"] = str(found.parent)
    os.environ["PKG_CONFIG_SYSROOT_DIR"] = str(folder / "root")
    os.environ["LD_LIBRARY_PATH"] = str(found.parent.parent)


def try_blocks(blocks, name):
    pieces = []
    for i, (language, text, first) in enumerate(blocks):
        follows = blocks[i + 1] if i + 1 < len(blocks) else ("none", "", 0)
        expected = follows[1] if follows[0] == "" else None
        if language == "c" and "int main(" in text:
            pathlib.Path("search.c").write_text(text, encoding="utf-8")
        elif language == "c":
            pieces.append((text, expected, first))
        elif language == "python" and SANITIZE != "none":
            print("skipped with a sanitizer: Python")
        elif language == "python":
            done = run([sys.executable, "-c", text])
            if done.returncode != 0:
                fail(f"{name}:{first}: {done.stdout}")
            compare(f"{name}:{first}", expected, done.stdout)
    if pieces:
        run_pieces(pieces, name)
    for language, text, first in blocks:
        if language == "console":
            run_console(text, f"{name}:{first}")


def main():
    document = pathlib.Path(sys.argv[1])
    blocks = read_blocks(document, sys.argv[2] if len(sys.argv) > 2 else None)
    if not any(language for language, _, _ in blocks):
        fail(f"{document}: has nothing to try")
    with tempfile.TemporaryDirectory() as folder:
        prepare(pathlib.Path(folder))
        if not pathlib.Path("search.c").exists():
            pathlib.Path("search.c").write_bytes(
                pathlib.Path(SOURCE, "query/examples/search.c").read_bytes())
        try_blocks(blocks, document.name)
        os.chdir("/")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
