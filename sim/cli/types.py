"""Words as people type them: counts with a k, files with a slip of the finger, `run` left out."""

from __future__ import annotations

import errno
import os
import re
import signal
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from sim.scenario.files import nearest_file
from sim.scenario.suggestions import printable
from sim.stopping import noted

INTERRUPTED = 130
MISTAKE = 2
SCALE = {"": 1, "k": 1_000, "K": 1_000, "M": 1_000_000}
DIGITS = 30  # of a count as it is typed
MOST = 1_000_000_000


class Count(click.ParamType[int]):
    """A whole number above zero: 500, 10_000, 10k, 2.5k, 1M."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        parts = re.fullmatch(r"([0-9]+(?:_[0-9]+)*)(?:\.([0-9]+))?([kKM]?)", text)
        if parts is None:
            self.fail(f"{text!r} is not a count such as 500, 10_000, 10k or 1M", param, ctx)
        whole, decimals, scale = parts[1], parts[2] or "", parts[3]
        if len(whole + decimals) > DIGITS:
            self.fail(f"a count of more than {DIGITS} digits", param, ctx)
        count, rest = divmod(int(whole + decimals) * SCALE[scale], int(10 ** len(decimals)))
        if rest or not count:
            self.fail(f"{text!r} is not a whole number above zero", param, ctx)
        if count > MOST:
            self.fail(
                f"{text!r} is more than {MOST:,}, the most replications that a study can have", param, ctx
            )
        return count


class Whole(click.IntRange):
    """A whole number within bounds."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not re.fullmatch(r"\s*[-+]?[0-9]+\s*", str(value)):
            self.fail(f"{str(value)!r} is not a whole number", param, ctx)
        if len(str(value)) > DIGITS:
            self.fail(f"a number of more than {DIGITS} digits", param, ctx)
        return super().convert(value, param, ctx)


class OneFile(click.Command):
    """A command that plays one file at a time."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:  # which completes words
            ctx.fail(f"one file per run; {ctx.args[0]!r} is one more")
        return ctx.args


class ScenarioFile(click.ParamType[Path]):
    """A file that exists; a name that nearly does is suggested."""

    name = "file"
    meant = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        file = Path(value)
        if os.path.exists(file):  # False for names that no file can have, where Path.exists raises
            return file
        self.fail(f"there is no {self.meant} {str(file)!r}{suggestion(file)}", param, ctx)


class SubjectFile(ScenarioFile):
    """A scenario file or the folder of a study."""

    meant = "file or folder"


def suggestion(file: Path) -> str:
    """The nearest scenario beside the missing one, or in scenarios/; or of what a shell has broken at a blank."""
    if broken := _broken(file):
        return f"; a path with blanks needs quotes: {str(broken)!r}"
    nearby: list[Path] = []
    for folder in (file.parent, Path("scenarios")):
        with suppress(OSError):  # there may be no such folder, nor ever be one
            nearby += sorted(p for p in folder.iterdir() if p.suffix == ".yaml")
    by_name = {p.name: p for p in reversed(nearby)}
    close = nearest_file(file.name, by_name)
    return f"; did you mean {str(by_name[close])!r}?" if close else ""


def _broken(file: Path) -> Path | None:
    """What begins with the name and a blank, where the file should be."""
    with suppress(OSError):
        return min((p for p in file.parent.iterdir() if p.name.startswith(f"{file.name} ")), default=None)
    return None


def _means_nothing(word: str) -> bool:
    """Is it no file, nor like the name of one?"""
    plain = re.fullmatch(r"\w[\w-]*", word)
    return bool(plain) and not os.path.exists(word) and not suggestion(Path(word))


class Failure(click.ClickException):
    """Something that is nobody's typing mistake: exit 1."""


class Mistake(click.ClickException):
    """Something to put right in what was asked: exit 2. The message stands as it is."""

    exit_code = MISTAKE

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file, err=True)


class Commands(click.Group):
    """A group in which `run` may be left out and no mistake ends in a traceback."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        implied = self.means_run(args)
        if implied and not ctx.resilient_parsing and _means_nothing(args[0]):  # which completes words
            ctx.fail(f"there is no command and no file {args[0]!r}")
        return super().parse_args(ctx, ["run", *args] if implied else args)

    def means_run(self, args: list[str]) -> bool:
        """Does the first word look like a file, or like an option of `run`?"""
        if not args or args[0] in self.commands:
            return False
        if args[0].startswith("-"):
            return args[0] not in ("--help", "--version")
        near_command = get_close_matches(args[0], self.commands, n=1)
        return os.path.exists(args[0]) or not near_command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # pressed again: heard already
            click.echo(f"\ninterrupted: {noted(stop) or 'nothing was written'}", err=True)
            ctx.exit(INTERRUPTED)
        except MemoryError:
            raise Failure("not enough memory; try fewer --runs") from None
        except OSError as error:
            raise explained(error) from error


def explained(error: OSError) -> Exception:
    """An error of the system in a sentence; a closed pipe is left to click, which knows how to be quiet."""
    if error.errno == errno.EPIPE:
        return error
    where = f"{error.filename}: " if error.filename else ""
    return Failure(printable(noted(error, f"{where}{error.strerror or error}")))
