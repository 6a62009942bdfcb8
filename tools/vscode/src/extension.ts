// SPDX-License-Identifier: Apache-2.0
// The extension: what it registers, and nothing else.
import * as vscode from "vscode";
import { Answers, pickData } from "./data";
import { explainLine } from "./explain";
import { Pages } from "./pages";
import { Preview } from "./preview";
import { Scenarios } from "./scenarios";
import { Server } from "./server";
import { settlePeriod } from "./settle";
import { tell } from "./told";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = (server = new Server());
  const answers = new Answers(context.workspaceState);
  const pages = new Pages();
  const preview = new Preview();
  const scenarios = new Scenarios(started);
  const command = <T extends unknown[]>(name: string, act: (...words: T) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(`quarterday.${name}`, (...words: T) => act(...words).catch(tell));
  context.subscriptions.push(
    pages.register(),
    preview.register(),
    scenarios.register(),
    command("settlePeriod", (address?: string, period?: string) => settlePeriod(answers, pages, address, period)),
    command("explainLine", () => explainLine(started, answers, pages)),
    command("pickData", () => pickData(started, answers)),
    command("preview", () => preview.show()),
    command("testScenario", (address: string, title: string) => scenarios.runOne(address, title)),
    command("restart", () => started.restart()),
    vscode.workspace.onDidChangeConfiguration((changed) => {
      if (["program", "documents", "lint"].some((name) => changed.affectsConfiguration(`quarterday.${name}`))) void started.restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void started.restart()),
  );
  await started.start();
  scenarios.readOpen();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
