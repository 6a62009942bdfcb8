#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""package.py OUTPUT: the extension as a .vsix, which is a zip file with a manifest.

It holds what package.json names, the page about the extension, and licences. The same files give the same bytes."""

import json
import pathlib
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

HERE = pathlib.Path(__file__).resolve().parents[1]
ROOT = HERE.parents[1]
TYPES = {"js": "application/javascript", "json": "application/json", "md": "text/markdown", "txt": "text/plain",
         "png": "image/png", "vsixmanifest": "text/xml"}  # fmt: skip


def files_of(package):
    """By their names inside the extension; one that is missing ends the run."""
    adds = package["contributes"]
    named = [package["main"], package["icon"], "dist/NOTICES.txt", "README.md", "package.json"]
    named += [language["configuration"] for language in adds["languages"]]
    named += [language["icon"][shade] for language in adds["languages"] for shade in ("light", "dark")]
    named += [one["path"] for one in adds["grammars"] + adds["snippets"]]
    named += [step["media"]["markdown"] for walk in adds["walkthroughs"] for step in walk["steps"]]
    found = {pathlib.PurePosixPath(name).as_posix(): HERE / name for name in named}
    return {**found, "LICENSE.txt": ROOT / "LICENSE"}


def manifest(package):
    languages = package["contributes"]["languages"]
    tags = package["keywords"] + ["snippet"] + [language["id"] for language in languages]
    tags += [f"__ext_{ending.lstrip('.')}" for language in languages for ending in language["extensions"]]
    kind = "Microsoft.VisualStudio.Code"
    assets = [
        (f"{kind}.Manifest", "extension/package.json"),
        ("Microsoft.VisualStudio.Services.Content.Details", "extension/README.md"),
        ("Microsoft.VisualStudio.Services.Content.License", "extension/LICENSE.txt"),
        ("Microsoft.VisualStudio.Services.Icons.Default", f"extension/{package['icon']}"),
    ]
    identity = {"Language": "en-US", "Id": package["name"], "Version": package["version"], "Publisher": package["publisher"]}
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">',
        "<Metadata>",
        "<Identity " + " ".join(f"{name}={quoteattr(value)}" for name, value in identity.items()) + "/>",
        f"<DisplayName>{escape(package['displayName'])}</DisplayName>",
        f'<Description xml:space="preserve">{escape(package["description"])}</Description>',
        f"<Tags>{escape(','.join(tags))}</Tags>",
        f"<Categories>{escape(','.join(package['categories']))}</Categories>",
        "<GalleryFlags>Public</GalleryFlags>",
        "<Properties>",
        f'<Property Id="{kind}.Engine" Value={quoteattr(package["engines"]["vscode"])}/>',
        f'<Property Id="{kind}.ExtensionDependencies" Value=""/>',
        f'<Property Id="{kind}.ExtensionPack" Value=""/>',
        f'<Property Id="{kind}.ExtensionKind" Value="workspace"/>',
        f'<Property Id="{kind}.ExecutesCode" Value="true"/>',
        "</Properties>",
        "<License>extension/LICENSE.txt</License>",
        f"<Icon>extension/{package['icon']}</Icon>",
        "</Metadata>",
        f'<Installation><InstallationTarget Id="{kind}"/></Installation>',
        "<Dependencies/>",
        "<Assets>",
        *(f'<Asset Type="{type_}" Path={quoteattr(path)} Addressable="true"/>' for type_, path in assets),
        "</Assets>",
        "</PackageManifest>",
    ]
    return "\n".join(lines) + "\n"


def content_types():
    known = "".join(f'<Default Extension=".{ending}" ContentType="{type_}"/>' for ending, type_ in TYPES.items())
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="{space}">{known}</Types>\n'


def main(output):
    package = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
    parts = {"[Content_Types].xml": content_types().encode(), "extension.vsixmanifest": manifest(package).encode()}
    for name, path in sorted(files_of(package).items()):
        if name.rpartition(".")[2] not in TYPES:
            sys.exit(f"package.py: no type is known for {name}")
        parts[f"extension/{name}"] = path.read_bytes()
    output.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, on every machine
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)


main(pathlib.Path(sys.argv[1]))
