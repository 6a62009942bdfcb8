// SPDX-License-Identifier: Apache-2.0
// What is settled and with which data. Both are asked for, and what was last said of a contract is offered again.
import * as fs from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Server } from "./server";
import { trusted } from "./told";

const besideNames = ["data.csv", "figures.csv"];

export class Answers {
  constructor(private readonly kept: vscode.Memento) {}

  async period(contract: string): Promise<string | undefined> {
    const key = `period ${contract}`;
    const answer = await vscode.window.showInputBox({
      title: "Which period?",
      prompt: "A year, a quarter or a month: 2015/16, 2015/16-Q1, 2015-04",
      value: this.kept.get<string>(key) ?? "",
    });
    if (answer?.trim()) await this.kept.update(key, answer.trim());
    return answer?.trim() || undefined;
  }

  // Nothing written is the last period; nothing answered is nothing.
  async periodOrLast(contract: string): Promise<string | undefined> {
    const key = `period beside ${contract}`;
    const answer = await vscode.window.showInputBox({
      title: "Which period?",
      prompt: "A year, a quarter or a month: 2015/16, 2015/16-Q1, 2015-04; nothing for the last with figures",
      value: this.kept.get<string>(key) ?? "",
    });
    if (answer !== undefined) await this.kept.update(key, answer.trim());
    return answer?.trim();
  }

  // The CSV files that lie beside the contract under the usual names; otherwise those that are chosen.
  async data(contract: string): Promise<string[] | undefined> {
    const beside = besideNames.map((name) => path.join(path.dirname(contract), name)).filter((file) => fs.existsSync(file));
    if (beside.length > 0) return beside;
    const key = `data ${contract}`;
    const before = (this.kept.get<string[]>(key) ?? []).filter((file) => fs.existsSync(file));
    if (before.length > 0) {
      const same = { label: before.map((file) => path.basename(file)).join(", "), description: "as last time" };
      const answer = await vscode.window.showQuickPick([same, { label: "Other files…" }], { title: "The figures to settle with" });
      if (!answer || answer.label === same.label) return answer && before;
    }
    const chosen = await vscode.window.showOpenDialog({
      title: "The figures to settle with",
      defaultUri: vscode.Uri.file(path.dirname(contract)),
      canSelectMany: true,
      canSelectFolders: false,
      filters: { "Comma-separated values": ["csv"] },
    });
    if (!chosen || chosen.length === 0) return undefined;
    const files = chosen.map((uri) => uri.fsPath);
    await this.kept.update(key, files);
    return files;
  }
}

const mostFiles = 500;

// The figures beside the text come from a CSV file of the folder; which one, and of which period, is asked for.
export async function pickData(server: Server, answers: Answers): Promise<void> {
  if (!trusted()) return;
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== "quarterday" || document.isUntitled) {
    void vscode.window.showInformationMessage("Open a contract first.");
    return;
  }
  const beside = { label: "The data beside the contract", description: besideNames.join(" or "), file: null };
  const found = await vscode.workspace.findFiles("**/*.csv", undefined, mostFiles);
  const files = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), description: "", file: uri.fsPath }));
  files.sort((one, other) => one.label.localeCompare(other.label));
  const chosen = await vscode.window.showQuickPick([beside, ...files], { title: "The data for the figures beside the text" });
  if (!chosen) return;
  const period = chosen.file === null ? "" : await answers.periodOrLast(document.uri.fsPath);
  if (period !== undefined) await server.chooseData(document.uri, chosen.file, period);
}

export const dataWords = (files: string[]): string[] => files.flatMap((file) => ["--data", file]);
