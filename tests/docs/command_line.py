# SPDX-License-Identifier: Apache-2.0
"""docs/command-line.md: the parts between `<!-- the program says: ... -->` and `<!-- end -->` are made from the program's
help, and the rest speaks of no command or option that the program does not have."""

import re
import subprocess

# Of each program; said once, at the top of the page.
COMMON = {"--help", "--version"}

PART = re.compile(r"(?<=<!-- the program says: )([a-z-]+)( -->\n).*?(?=<!-- end -->)", re.DOTALL)


class Help:
    """What `--help` prints: the usage, arguments and options as (name, needed, remarks, description), and own examples."""

    def __init__(self, text):
        self.says, self.usage = re.match(r"(.*)\nUsage: (.*)\n", text).groups()
        self.arguments = entries(section(text, "Positionals"))
        self.options = [entry for entry in entries(section(text, "Options")) if names(entry[0])[-1] not in COMMON]
        self.commands = re.findall(r"^  ([a-z][a-z-]*) ", section(text, "Subcommands"), re.MULTILINE)
        self.examples = section(text, "Examples")

    def summary(self):
        """The shortest line that means something: arguments, and the options that are needed."""
        needed = [name for name, needed, _, _ in self.options if needed]
        return " ".join([self.usage.replace("[OPTIONS] ", "").replace(" [OPTIONS]", ""), *needed])


def section(text, title):
    found = re.search(rf"^{title}:\n((?:  .*\n)*)", text, re.MULTILINE)
    return found.group(1) if found else ""


def names(option):
    return re.findall(r"-[a-z-]+", option)


def entries(text):
    """Each line `  --name TYPE REMARKS    description`; a long first half has the description in the line below."""
    text = re.sub(r"^(  \S.*)\n {20,}", r"\1   ", text, flags=re.MULTILINE)
    for line in text.splitlines():
        name, says = re.split(r" {2,}", line.strip(), maxsplit=1)
        name, excludes = (name.split(" Excludes: ") + [""])[:2]
        needed = name.endswith(" REQUIRED")
        argument = not name.startswith("-")
        name, repeated = re.subn(r" \.\.\.$", "..." if argument else "", name.removesuffix(" REQUIRED"))
        name, usual, _ = (re.split(r"=(\d+)$", name) + ["", ""])[:3]
        remarks = [f"{int(usual):,} unless said otherwise"] if usual else []
        if repeated and not argument:
            remarks.append("may be repeated")
        if excludes:
            remarks.append(f"not with `{excludes}`")
        yield name.replace(",", ", "), needed, remarks, says


def of_program(program, *command):
    return Help(subprocess.run([program, *command, "--help"], capture_output=True, text=True, check=True).stdout)


def table(heading, rows):
    first, *others = [f"| {' | '.join(cells)} |\n" for cells in [heading, *rows]]
    return "".join([first, "|" + "---|" * len(heading) + "\n", *others])


def part(command, known, shared_examples):
    """What the program says of one command, or of all together."""
    if command == "commands":
        rows = [[f"[`{known[name].summary()}`](#{name})", known[name].says] for name in known]
        return table(["command", "what it does"], rows)
    said = known[command]
    rows = []
    for name, needed, remarks, says in [*said.arguments, *said.options]:
        kind = ["needed"] if needed else []
        rows.append([f"`{name}`", "; ".join([says, *kind, *remarks])])
    examples = "" if said.examples == shared_examples else "\n" + re.sub("^  ", "    ", said.examples, flags=re.MULTILINE)
    return f"{said.says}.\n\n    {said.usage}\n\n{table(['argument or option', 'what it is'], rows)}{examples}"


def generated(program, text):
    """The page with its parts made anew, and what is wrong with the rest of it."""
    whole = of_program(program)
    known = {name: of_program(program, name) for name in whole.commands}
    problems = [] if known else ["the help of the program lists no command"]
    made = {name: part(name, known, whole.examples) for name in ["commands", *known]}
    parts = [name for name, _ in PART.findall(text)]
    problems += [f"there is no command {name}" for name in parts if name not in made]
    for name in made:
        if parts.count(name) != 1:
            problems.append(f"there is not one part `<!-- the program says: {name} -->`, but {parts.count(name)}")
        if name != "commands" and not re.search(rf"^## {name}$", text, re.MULTILINE):
            problems.append(f"the command {name} has no section")
    options = {name for said in known.values() for option in said.options for name in names(option[0])}
    for option in sorted(set(re.findall(r"(?<![a-z-])--[a-z][a-z-]*", PART.sub("", text))) - options - COMMON):
        problems.append(f"no command has the option {option}")
    return PART.sub(lambda found: found.group(1) + found.group(2) + made.get(found.group(1), ""), text), problems
