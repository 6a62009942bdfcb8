// SPDX-License-Identifier: Apache-2.0
// The contract as its payment schedule, beside its text: made anew whenever a contract is saved. A click on the line that a
// sentence comes from leads there.
import { randomBytes } from "node:crypto";
import * as path from "node:path";
import * as vscode from "vscode";
import { shownContract } from "./contract";
import { run } from "./program";
import { mistakesPage, placeOf, schedulePage } from "./schedule_page";
import { program, tell } from "./told";

export class Preview {
  private readonly panels = new Map<string, vscode.WebviewPanel>();
  private readonly asked = new Map<string, number>(); // how often, so that a late answer does not replace a newer one

  register(): vscode.Disposable {
    return vscode.workspace.onDidSaveTextDocument(({ languageId }) => {
      if (languageId === "quarterday") for (const [contract, panel] of this.panels) void this.refresh(contract, panel);
    });
  }

  async show(): Promise<void> {
    const contract = (await shownContract())?.path;
    if (contract === undefined) return;
    const open = this.panels.get(contract);
    if (open) open.reveal(undefined, true);
    await this.refresh(contract, open ?? this.open(contract));
  }

  private open(contract: string): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      "quarterday.schedule",
      `Schedule of ${path.basename(contract)}`,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [], enableFindWidget: true },
    );
    this.panels.set(contract, panel);
    panel.onDidDispose(() => this.panels.delete(contract));
    panel.webview.onDidReceiveMessage((told: { source?: unknown }) => void goTo(contract, String(told.source)).catch(tell));
    return panel;
  }

  // While the contract has a mistake, the last schedule stays.
  private async refresh(contract: string, panel: vscode.WebviewPanel): Promise<void> {
    const turn = (this.asked.get(contract) ?? 0) + 1;
    this.asked.set(contract, turn);
    try {
      const { code, out, messages } = await run(program(), ["doc", contract, "--format", "html", "--color", "never"]);
      if (this.panels.get(contract) !== panel || this.asked.get(contract) !== turn) return;
      const nonce = randomBytes(16).toString("hex");
      if (code === 0) panel.webview.html = schedulePage(out, nonce);
      else if (panel.webview.html === "") panel.webview.html = schedulePage(mistakesPage(messages), nonce);
    } catch (error) {
      tell(error);
    }
  }
}

async function goTo(contract: string, source: string): Promise<void> {
  const place = placeOf(source);
  if (!place) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path.resolve(path.dirname(contract), place.file)));
  const line = new vscode.Position(place.line - 1, 0);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, selection: new vscode.Range(line, line) });
}
