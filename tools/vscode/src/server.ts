// SPDX-License-Identifier: Apache-2.0
// The language server, `quarterday lsp`: started, started again when the settings change, and asked for the outline.
import * as vscode from "vscode";
import { DocumentSymbolRequest, ExecuteCommandRequest, LanguageClient, type DocumentSymbol } from "vscode-languageclient/node";
import { NotFound } from "./program";
import { program, tell } from "./told";

// Over a contract and over a scenario the server offers commands of its own, which show what comes of them as a message.
// Here the same lenses lead to a statement beside the contract and to the Test Explorer.
const shownBetter = new Map([
  ["quarterday.settle", "quarterday.settlePeriod"],
  ["quarterday.runScenario", "quarterday.testScenario"],
]);

export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;

  async start(): Promise<void> {
    try {
      this.client = new LanguageClient(
        "quarterday",
        "Quarterday",
        { command: program(), args: ["lsp"] },
        {
          documentSelector: [{ language: "quarterday" }],
          initializationOptions: this.options(),
          middleware: {
            provideCodeLenses: async (document, token, next) => {
              const lenses = await next(document, token);
              for (const { command } of lenses ?? []) if (command) command.command = shownBetter.get(command.command) ?? command.command;
              return lenses;
            },
          },
        },
      );
      await this.client.start();
    } catch (error) {
      this.client = undefined;
      if (error instanceof NotFound) tell(error); // of anything else the client has told
    }
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  // What the text declares; nothing while there is no server.
  async outline(document: vscode.TextDocument): Promise<DocumentSymbol[]> {
    if (!this.client?.isRunning()) return [];
    const asked = { textDocument: { uri: this.client.code2ProtocolConverter.asUri(document.uri) } };
    return ((await this.client.sendRequest(DocumentSymbolRequest.type, asked)) ?? []) as DocumentSymbol[];
  }

  // Takes the data from which the figures beside the text come; no file: those beside the contract.
  async chooseData(contract: vscode.Uri, file: string | null, period: string): Promise<void> {
    if (!this.client?.isRunning()) return;
    const address = this.client.code2ProtocolConverter.asUri(contract);
    await this.client.sendRequest(ExecuteCommandRequest.type, { command: "quarterday.chooseData", arguments: [address, file, period] });
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.stop();
  }

  dispose(): void {
    void this.stop();
  }

  private options(): object {
    const settings = vscode.workspace.getConfiguration("quarterday");
    const documents = settings.get<string>("documents", "");
    const lint = settings.get<boolean>("lint", true);
    // What a folder holds is data only once the folder is trusted.
    return { ...(documents !== "" && { documents }), lint, settle: vscode.workspace.isTrusted };
  }
}
