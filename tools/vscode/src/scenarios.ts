// SPDX-License-Identifier: Apache-2.0
// The scenarios of the contracts in the Test Explorer: found by the language server, run by `quarterday test`.
import * as fs from "node:fs/promises";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { SymbolKind, type DocumentSymbol } from "vscode-languageclient/node";
import { saved } from "./contract";
import { cases, type Case } from "./junit";
import { run, type Ran } from "./program";
import type { Server } from "./server";
import { program, tell, trusted } from "./told";

interface Report extends Ran {
  cases: Case[];
}

// One title runs alone; several of a contract run with all the others.
async function report(contract: string, title: string | undefined, signal: AbortSignal): Promise<Report> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "quarterday-"));
  try {
    const file = path.join(folder, "results.xml");
    const filter = title === undefined ? [] : ["--filter", title];
    const ran = await run(program(), ["test", contract, ...filter, "--junit", file, "--color", "never"], signal);
    return { ...ran, cases: cases(await fs.readFile(file, "utf8").catch(() => "")) };
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}

export class Scenarios {
  private readonly tests = vscode.tests.createTestController("quarterday", "Quarterday scenarios");

  constructor(private readonly server: Server) {
    this.tests.resolveHandler = (item) => (item ? this.read(item) : this.find());
    this.tests.refreshHandler = () => this.find();
    this.tests.createRunProfile("Run", vscode.TestRunProfileKind.Run, (asked, token) => this.run(asked, token), true);
  }

  register(): vscode.Disposable {
    const files = vscode.workspace.createFileSystemWatcher("**/*.contract");
    const shown = (document: vscode.TextDocument): void => this.shown(document);
    return vscode.Disposable.from(
      this.tests,
      files,
      files.onDidCreate((uri) => this.contract(uri)),
      files.onDidDelete((uri) => this.tests.items.delete(uri.toString())),
      vscode.workspace.onDidOpenTextDocument(shown),
      vscode.workspace.onDidSaveTextDocument(shown),
    );
  }

  // What was open before the server was there.
  readOpen(): void {
    vscode.workspace.textDocuments.forEach((document) => this.shown(document));
  }

  private shown(document: vscode.TextDocument): void {
    if (document.languageId === "quarterday" && document.uri.scheme === "file") void this.read(this.contract(document.uri));
  }

  private async find(): Promise<void> {
    for (const uri of await vscode.workspace.findFiles("**/*.contract")) this.contract(uri);
  }

  // From the lens over a scenario: its contract and its title.
  async runOne(address: string, title: string): Promise<void> {
    const item = this.contract(vscode.Uri.parse(address));
    await this.read(item);
    const scenarios = [...item.children].map(([, one]) => one).filter(({ label }) => label === title);
    await this.run(new vscode.TestRunRequest(scenarios), new vscode.CancellationTokenSource().token);
  }

  private contract(uri: vscode.Uri): vscode.TestItem {
    const known = this.tests.items.get(uri.toString());
    if (known) return known;
    const item = this.tests.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri);
    item.canResolveChildren = true;
    this.tests.items.add(item);
    return item;
  }

  private async read(item: vscode.TestItem): Promise<void> {
    if (!item.uri) return;
    const uri = item.uri;
    const document = await vscode.workspace.openTextDocument(uri);
    const scenarios = (all: DocumentSymbol[]): DocumentSymbol[] => all.filter(({ kind }) => kind === SymbolKind.Method);
    const timesSeen = new Map<string, number>();
    item.children.replace(
      scenarios(await this.server.outline(document)).map(({ name, range }) => {
        const times = timesSeen.get(name) ?? 0;
        timesSeen.set(name, times + 1);
        const scenario = this.tests.createTestItem(`${uri.toString()}#${times} ${name}`, name, uri);
        scenario.range = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
        return scenario;
      }),
    );
  }

  private async run(asked: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    if (!trusted()) return;
    const run = this.tests.createTestRun(asked);
    const stop = new AbortController();
    const listening = token.onCancellationRequested(() => stop.abort());
    try {
      for (const [contract, scenarios] of await this.chosen(asked)) {
        if (token.isCancellationRequested) break;
        await this.runContract(run, contract, scenarios, stop.signal);
      }
    } catch (error) {
      if (!stop.signal.aborted) tell(error);
    } finally {
      listening.dispose();
      run.end();
    }
  }

  // By contract; those that are excluded are left out.
  private async chosen(asked: vscode.TestRunRequest): Promise<Map<vscode.TestItem, vscode.TestItem[]>> {
    const excluded = new Set(asked.exclude?.map(({ id }) => id)); // by id: a contract that is read again has new items
    const chosen = new Map<vscode.TestItem, vscode.TestItem[]>();
    for (const item of asked.include ?? [...this.tests.items].map(([, one]) => one)) {
      const contract = item.parent ?? item;
      if (!item.parent) await this.read(item);
      const scenarios = item.parent ? [item] : [...item.children].map(([, one]) => one);
      const left = scenarios.filter((one) => !excluded.has(one.id) && !excluded.has(contract.id));
      if (left.length > 0) chosen.set(contract, [...(chosen.get(contract) ?? []), ...left]);
    }
    return chosen;
  }

  private async runContract(run: vscode.TestRun, contract: vscode.TestItem, scenarios: vscode.TestItem[], signal: AbortSignal): Promise<void> {
    const uri = contract.uri;
    if (!uri) return;
    for (const scenario of scenarios) run.started(scenario);
    if (!(await saved(await vscode.workspace.openTextDocument(uri)))) {
      for (const scenario of scenarios) run.errored(scenario, new vscode.TestMessage("The contract is not saved."));
      return;
    }
    const alone = scenarios.length === 1 ? scenarios[0]?.label : undefined;
    const told = await report(uri.fsPath, alone, signal);
    run.appendOutput((told.out + told.messages).replaceAll("\n", "\r\n"));
    for (const scenario of scenarios) this.tell(run, scenario, told);
  }

  // Of two scenarios with one title, the nearer by line is meant.
  private tell(run: vscode.TestRun, scenario: vscode.TestItem, told: Report): void {
    const far = ({ line }: Case): number => Math.abs(line - 1 - (scenario.range?.start.line ?? 0));
    const [found] = told.cases.filter(({ title }) => title === scenario.label).sort((a, b) => far(a) - far(b));
    if (!found) {
      run.errored(scenario, new vscode.TestMessage(told.messages.trim() || "The scenario was not run."));
      return;
    }
    if (found.words === "") run.passed(scenario);
    else run.failed(scenario, this.messages(scenario, found));
  }

  private messages(scenario: vscode.TestItem, { failures, words }: Case): vscode.TestMessage[] {
    if (failures.length === 0) return [new vscode.TestMessage(words)];
    return failures.map(({ line, what, expected, got }, index) => {
      const message = vscode.TestMessage.diff(index === 0 ? words : what, expected, got);
      if (scenario.uri) message.location = new vscode.Location(scenario.uri, new vscode.Position(line - 1, 0));
      return message;
    });
  }
}
