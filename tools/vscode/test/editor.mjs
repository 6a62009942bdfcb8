// SPDX-License-Identifier: Apache-2.0
// Stands in for the editor, because Visual Studio Code itself cannot be had from Debian or npm: it keeps texts, notes what
// the extension registers and shows, and answers questions as the test says. Addresses, events and cancelling are the
// libraries of Visual Studio Code. What an extension may ask for and no test looks at is an object that does nothing.
import fs from "node:fs";
import Module from "node:module";
import path from "node:path";
import rpc from "vscode-jsonrpc/node";
import { URI } from "vscode-uri";

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}
class Range {
  constructor(...at) {
    [this.start, this.end] = at.length === 4 ? [new Position(at[0], at[1]), new Position(at[2], at[3])] : at;
  }
}
class Disposable {
  constructor(end) {
    this.end = end;
  }
  dispose() {
    this.end?.();
  }
  static from(...all) {
    return new Disposable(() => all.forEach((one) => one?.dispose?.()));
  }
}
class EventEmitter extends rpc.Emitter {}
class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append(more) {
    return new CodeActionKind(this.value ? `${this.value}.${more}` : more);
  }
  static Empty = new CodeActionKind("");
  static QuickFix = new CodeActionKind("quickfix");
}
const plain = (...names) =>
  class {
    constructor(...given) {
      names.forEach((name, at) => (this[name] = given[at]));
    }
  };

class TextDocument {
  constructor(editor, uri, text, languageId) {
    Object.assign(this, { editor, uri, text, languageId, version: 1, isDirty: false, isClosed: false });
    this.isUntitled = uri.scheme === "untitled";
    this.fileName = uri.fsPath;
  }
  getText(range) {
    return range ? this.text.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.text;
  }
  offsetAt({ line, character }) {
    return this.text.split("\n").slice(0, line).reduce((sum, one) => sum + one.length + 1, character);
  }
  positionAt(offset) {
    const lines = this.text.slice(0, offset).split("\n");
    return new Position(lines.length - 1, lines.at(-1).length);
  }
  getWordRangeAtPosition({ line, character }) {
    for (const { index, 0: word } of this.text.split("\n")[line].matchAll(/[A-Za-z0-9_]+/g))
      if (index <= character && character <= index + word.length) return new Range(line, index, line, index + word.length);
    return undefined;
  }
  async save() {
    fs.writeFileSync(this.fileName, this.text);
    this.isDirty = false;
    this.editor.events.onDidSaveTextDocument.fire(this);
    return true;
  }
  type(text) {
    const change = { range: new Range(new Position(0, 0), this.positionAt(this.text.length)), text };
    this.text = text;
    this.isDirty = true;
    ++this.version;
    this.editor.events.onDidChangeTextDocument.fire({ document: this, contentChanges: [change] });
  }
}

// The items of one level of the Test Explorer.
class Items extends Map {
  constructor(parent) {
    super();
    this.parent = parent;
  }
  add(item) {
    item.parent = this.parent;
    this.set(item.id, item);
  }
  replace(items) {
    this.clear();
    items.forEach((item) => this.add(item));
  }
}

// An object that has every property, each a function that does nothing.
const idle = (known) =>
  new Proxy(known, {
    get: (target, name) => {
      if (name in target || typeof name === "symbol") return target[name];
      return /^(on|register)[A-Z]/.test(name) ? () => new Disposable() : () => undefined;
    },
  });

// Every class and every list of values that the editor declares; a class of these only holds what is put into it.
function declared() {
  const file = Module.createRequire(import.meta.url).resolve("@types/vscode/package.json");
  const text = fs.readFileSync(path.join(path.dirname(file), "index.d.ts"), "utf8").replace(/\/\*[^]*?\*\//g, "");
  const known = {};
  for (const [, name] of text.matchAll(/export class (\w+)/g)) known[name] = class {};
  for (const [, name, body] of text.matchAll(/export enum (\w+) \{([^}]*)\}/g)) {
    let next = 0;
    known[name] = {};
    for (const [, member, value] of body.matchAll(/(\w+)(?: = (-?\d+))?,?/g)) {
      known[name][member] = value === undefined ? next : Number(value);
      next = known[name][member] + 1;
    }
  }
  return known;
}

export class Editor {
  constructor({ settings = {}, trusted = true } = {}) {
    Object.assign(this, { settings, trusted });
    this.documents = [];
    this.commands = new Map();
    this.providers = [];
    this.diagnostics = new Map();
    this.messages = [];
    this.answers = [];
    this.shown = [];
    this.panels = [];
    this.runs = [];
    this.contents = new Map();
    this.watchers = [];
    const events = ["onDidOpenTextDocument", "onDidChangeTextDocument", "onDidSaveTextDocument", "onDidCloseTextDocument", "onDidChangeConfiguration", "onDidGrantWorkspaceTrust"];
    this.events = Object.fromEntries(events.map((name) => [name, new EventEmitter()]));
    this.api = this.everything();
  }

  // The extension in that folder, as the editor loads it.
  async load(folder) {
    const before = Module._load;
    Module._load = (name, ...others) => (name === "vscode" ? this.api : before(name, ...others));
    const file = path.join(folder, "dist/extension.js");
    delete Module._cache[file];
    this.extension = Module.createRequire(import.meta.url)(file);
    Module._load = before;
    const kept = new Map();
    this.subscriptions = [];
    await this.extension.activate({
      subscriptions: this.subscriptions,
      workspaceState: { get: (key) => kept.get(key), update: async (key, value) => void kept.set(key, value) },
    });
  }
  async close() {
    await this.extension.deactivate();
    for (const one of this.subscriptions) one.dispose();
  }

  async open(file) {
    const uri = URI.isUri(file) ? file : URI.file(file);
    const known = this.documents.find((one) => one.uri.toString() === uri.toString());
    if (known) return known;
    const content = this.contents.get(uri.scheme)?.provideTextDocumentContent(uri);
    const text = content ?? fs.readFileSync(uri.fsPath, "utf8");
    const document = new TextDocument(this, uri, text, uri.path.endsWith(".contract") ? "quarterday" : "plaintext");
    this.documents.push(document);
    this.events.onDidOpenTextDocument.fire(document);
    return document;
  }
  async show(file, line = 0, character = 0) {
    const document = await this.open(file);
    this.active = { document, selection: { active: new Position(line, character) } };
    return document;
  }
  run(command, ...words) {
    const known = this.commands.get(command);
    if (!known) throw new Error(`there is no command ${command}`);
    return known(...words);
  }
  provider(kind) {
    return this.providers.find((one) => one.kind === kind)?.provider;
  }
  // Waits until that is so, as a person does who looks at the screen.
  async until(so) {
    const end = Date.now() + 20000;
    for (;;) {
      const found = await so();
      if (found) return found;
      if (Date.now() > end) throw new Error(`not within 20 s: ${so}; messages: ${JSON.stringify(this.messages)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  everything() {
    const note = (kind) => async (text, ...choices) => {
      this.messages.push({ kind, text });
      return choices.find((one) => one === this.answers[0]) && this.answers.shift();
    };
    const answer = async (asked) => {
      if (this.answers.length === 0) throw new Error(`nobody answers ${JSON.stringify(asked)}`);
      return this.answers.shift();
    };
    const registered = Object.fromEntries(
      ["CodeLens", "Hover", "Completion", "CodeActions", "DocumentFormatting", "DocumentSemanticTokens", "Rename", "InlayHints"].map((kind) => [
        `register${kind}${kind === "Completion" ? "Item" : ""}Provider`,
        (selector, provider) => {
          const registered = { kind, provider };
          this.providers.push(registered);
          return new Disposable(() => void (this.providers = this.providers.filter((one) => one !== registered)));
        },
      ]),
    );
    const editor = this;
    const api = {
      version: "1.91.0",
      Uri: Object.assign(URI, { isUri: URI.isUri }),
      Position, Range, Disposable, EventEmitter, CodeActionKind,
      CancellationTokenSource: rpc.CancellationTokenSource,
      CancellationError: class extends Error {},
      Location: plain("uri", "range"),
      CodeLens: plain("range", "command"),
      InlayHint: plain("position", "label", "kind"),
      TestRunRequest: plain("include", "exclude", "profile"),
      TestMessage: class {
        constructor(message) {
          this.message = message;
        }
        static diff(message, expectedOutput, actualOutput) {
          return { message, expectedOutput, actualOutput };
        }
      },
      Diagnostic: plain("range", "message", "severity"),
      env: idle({ appName: "a test", language: "en" }),
      extensions: idle({ all: [] }),
      commands: {
        registerCommand: (name, act) => {
          if (this.commands.has(name)) throw new Error(`command '${name}' already exists`);
          this.commands.set(name, act);
          return new Disposable(() => this.commands.delete(name));
        },
        executeCommand: async (name, ...words) => this.commands.get(name)?.(...words) ?? void this.messages.push({ kind: "command", text: `${name} ${words}` }),
      },
      languages: idle({
        ...registered,
        match: (selector, document) => (selector.some?.((one) => one.language === document.languageId) ?? selector.language === document.languageId) ? 10 : 0,
        createDiagnosticCollection: () => ({
          set: (uri, all) => this.diagnostics.set(uri.toString(), all ?? []),
          delete: (uri) => this.diagnostics.delete(uri.toString()),
          clear: () => this.diagnostics.clear(),
          dispose: () => {},
        }),
      }),
      window: idle({
        get activeTextEditor() {
          return editor.active;
        },
        visibleTextEditors: [],
        tabGroups: idle({ all: [] }),
        showErrorMessage: note("error"),
        showWarningMessage: note("warning"),
        showInformationMessage: note("information"),
        showInputBox: answer,
        showQuickPick: answer,
        showOpenDialog: answer,
        createOutputChannel: () => idle({ logLevel: 0 }),
        showTextDocument: async (document, how) => void this.shown.push({ document, how }),
        createWebviewPanel: (type, title, column, options) => {
          const received = new EventEmitter();
          const disposed = new EventEmitter();
          let [page, gone] = ["", false];
          const webview = {
            onDidReceiveMessage: received.event,
            get html() {
              return page;
            },
            set html(text) {
              if (gone) throw new Error("Webview is disposed");
              page = text;
            },
          };
          const panel = { type, title, options, webview, onDidDispose: disposed.event, reveal: () => {} };
          this.panels.push(Object.assign(panel, { say: (told) => received.fire(told), dispose: () => disposed.fire((gone = true)) }));
          return panel;
        },
      }),
      workspace: idle({
        ...Object.fromEntries(Object.entries(this.events).map(([name, event]) => [name, event.event])),
        textDocuments: this.documents,
        notebookDocuments: [],
        workspaceFolders: undefined,
        get isTrusted() {
          return editor.trusted;
        },
        getConfiguration: (section) => ({ get: (name, usual) => this.settings[section ? `${section}.${name}` : name] ?? usual }),
        asRelativePath: (uri) => path.basename(uri.fsPath),
        findFiles: async (pattern) =>
          (this.folder ? fs.readdirSync(this.folder) : []).filter((name) => name.endsWith(path.extname(pattern))).map((name) => URI.file(path.join(this.folder, name))),
        openTextDocument: (file) => this.open(file),
        createFileSystemWatcher: () => {
          const watcher = { created: new EventEmitter(), deleted: new EventEmitter(), changed: new EventEmitter() };
          this.watchers.push(watcher);
          return { onDidCreate: watcher.created.event, onDidDelete: watcher.deleted.event, onDidChange: watcher.changed.event, dispose: () => {} };
        },
        registerTextDocumentContentProvider: (scheme, provider) => {
          this.contents.set(scheme, provider);
          provider.onDidChange((uri) => {
            const open = this.documents.find((one) => one.uri.toString() === uri.toString());
            if (open) open.text = provider.provideTextDocumentContent(uri);
          });
          return new Disposable();
        },
      }),
      tests: { createTestController: () => (this.tests = this.testController()) },
    };
    return { ...declared(), ...api };
  }

  testController() {
    return {
      items: new Items(),
      createTestItem: (id, label, uri) => {
        const item = { id, label, uri };
        item.children = new Items(item);
        return item;
      },
      createRunProfile: (label, kind, handler) => (this.profile = { label, kind, handler }),
      createTestRun: () => {
        const run = { states: new Map(), output: "", ended: false };
        this.runs.push(run);
        const state = (name) => (item, messages) => void run.states.set(item.label, { name, messages: [messages].flat().filter(Boolean) });
        return {
          started: state("started"), passed: state("passed"), failed: state("failed"), errored: state("errored"),
          appendOutput: (text) => (run.output += text),
          end: () => (run.ended = true),
        };
      },
      dispose: () => {},
    };
  }
}
