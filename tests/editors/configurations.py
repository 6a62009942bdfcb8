#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""configurations.py PROGRAM: the configurations of docs/editors.md for editors that Debian does not have are well-formed,
have only keys that the documents of Helix and Zed list, and start the server."""

import json
import re
import subprocess
import sys
import tomllib

sys.dont_write_bytecode = True  # the sources stay clean
import live

# https://docs.helix-editor.com/languages.html
HELIX_SERVER = {"command", "args", "config", "timeout", "environment", "required-root-patterns"}
HELIX_LANGUAGE = {
    "name", "language-id", "scope", "injection-regex", "file-types", "shebangs", "roots", "auto-format", "diagnostic-severity",
    "comment-tokens", "block-comment-tokens", "indent", "language-servers", "grammar", "formatter", "soft-wrap", "text-width",
    "rulers", "path-completion", "workspace-lsp-roots", "persistent-diagnostic-sources",
}  # fmt: skip
# https://zed.dev/docs/extensions/developing-extensions and /languages
ZED_EXTENSION = {"id", "name", "version", "schema_version", "authors", "description", "repository", "language_servers", "grammars"}
ZED_LANGUAGE = {"name", "grammar", "path_suffixes", "line_comments", "tab_size", "hard_tabs", "first_line_pattern", "debuggers"}

program = sys.argv[1]
package = json.loads((live.ROOT / "tools" / "vscode" / "package.json").read_text(encoding="utf-8"))
(language,) = package["contributes"]["languages"]
endings = [ending.lstrip(".") for ending in language["extensions"]]
problems = []


def need(holds, words):
    if not holds:
        problems.append(words)


def only(keys, known, what):
    need(set(keys) <= known, f"{what}: unknown {sorted(set(keys) - known)}")


def starts(command, words, what):
    need(command == "quarterday", f"{what} starts {command}")
    ran = subprocess.run([program, *words], input=b"", capture_output=True, timeout=20, check=False)
    # A server that nobody speaks to ends with 1; what is no command of the program, with 2.
    need(ran.returncode == 1, f"{what}: `quarterday {' '.join(words)}` does not start: {ran.stderr}")


(helix,) = map(tomllib.loads, live.blocks("Helix"))
for name, server in helix["language-server"].items():
    only(server, HELIX_SERVER, f"server {name}")
    starts(server["command"], server["args"], "Helix")
for entry in helix["language"]:
    only(entry, HELIX_LANGUAGE, f"language {entry['name']}")
    need(entry["name"] == language["id"] and entry["file-types"] == endings, "Helix: another name or other files than VS Code")
    need(set(entry["language-servers"]) <= set(helix["language-server"]), "Helix: a server that is not there")

zed = live.blocks("Zed")
need(len(zed) == 4, f"Zed has {len(zed)} files")
extension, files, crate = map(tomllib.loads, zed[:3])
only(extension, ZED_EXTENSION, "extension.toml")
only(files, ZED_LANGUAGE, "config.toml")
need(extension["version"] == crate["package"]["version"] == package["version"], "Zed: other versions than that of the program")
need(all(server["languages"] == [files["name"]] for server in extension["language_servers"].values()), "Zed: another language")
need(files["path_suffixes"] == endings, "Zed: other files than VS Code")
words = re.search(r"args: vec!\[(.*?)\]", zed[3])[1]
starts(re.search(r'which\("(.*?)"\)', zed[3])[1], re.findall(r'"(.*?)"', words), "Zed")

need(f"quarterday-{package['version']}.vsix" in live.blocks("Visual Studio Code")[0], "the page installs another version")

print("\n".join(problems) or "fine")
sys.exit(bool(problems))
