// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/command_line.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>
#include <string_view>

#include "runtime/diagnostics/similar.h"
#include "tools/cli/answers.h"
#include "tools/cli/command_examples.h"
#include "tools/cli/commands.h"

namespace quarterday::cli {
namespace {

enum class Color { automatic, always, never };

struct Arguments {
  CheckOptions check;
  SettleOptions settle;
  ExplainOptions explain;
  TestOptions test;
  GuaranteeCommand guarantees;
  ScenarioCommand scenarios;
  NewCommand new_contract;
  DiffOptions diff;
  DocOptions doc;
  FmtOptions fmt;
  LintOptions lint;
  DumpOptions dump;
  std::string code;
  bool all_codes = false;
  std::string library_name;
  bool whole_library = false;
  bool stdio = true;
  Color color = Color::automatic;
  std::string as_at;
};

// Diagnostics go to standard error, so that is what has to be a terminal.
bool use_color(Color color) {
  if (color != Color::automatic) return color == Color::always;
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr && terminal != nullptr &&
         std::string_view(terminal) != "dumb";
}

// One of a few words, which becomes the value it stands for.
template <class Value>
CLI::Validator one_of(const std::map<std::string, Value>& choices) {
  std::string names;
  for (const auto& [name, value] : choices) names += (names.empty() ? "" : ", ") + name;
  return CLI::Validator(
      [choices, names](std::string& text) {
        const auto choice = choices.find(text);
        if (choice == choices.end()) return "'" + text + "' is none of " + names;
        text = std::to_string(static_cast<int>(choice->second));
        return std::string();
      },
      "");
}

// The help need not say what every figure is.
CLI::Validator within(int low, int high) { return CLI::Range(low, high).description(""); }

void add_color(CLI::App& command, Arguments& arguments) {
  static const std::map<std::string, Color> colors{
      {"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}};
  command.add_option("--color", arguments.color, "Colour diagnostics: auto (usual), always or never")
      ->type_name("WHEN")
      ->transform(one_of(colors));
}

void add_format(CLI::App& command, Format& format, const std::map<std::string, Format>& formats,
                const std::string& description) {
  command.add_option("--format", format, description)->type_name("FORMAT")->transform(one_of(formats));
}

void add_settlement(CLI::App& command, SettleOptions& options, Arguments& arguments) {
  command.add_option("FILE", options.file, "The contract, or - for standard input")->required()->type_name("");
  command.add_option("--data", options.data, "A CSV file of figures, or a folder of them; may be repeated")
      ->required()
      ->type_name("PATH")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command.add_option("--period", options.period, "What to settle: 2015/16, 2015/16-Q1, 2015-04")
      ->required()
      ->type_name("P");
  command.add_option("--as-at", arguments.as_at, "Settle as it was known on that day: 2016-07-31")->type_name("DATE");
  command.add_option("-o,--output", options.output, "Write to this file instead of standard output")->type_name("FILE");
  add_color(command, arguments);
}

void declare_check(CLI::App& app, Arguments& arguments) {
  CLI::App& command = *app.add_subcommand("check", "Check contracts and say what is wrong with them");
  command.add_option("FILE", arguments.check.files, "The contracts, or - for standard input")
      ->required()
      ->type_name("");
  add_format(command, arguments.check.format, {{"text", Format::text}, {"json", Format::json}}, "text (usual) or json");
  add_color(command, arguments);
  command.footer(check_examples);
}

void declare_settle(CLI::App& app, Arguments& arguments) {
  CLI::App& command = *app.add_subcommand("settle", "Settle a period and print the statement");
  add_settlement(command, arguments.settle, arguments);
  add_format(command, arguments.settle.format, {{"text", Format::text}, {"json", Format::json}, {"csv", Format::csv}},
             "text (usual), json or csv");
  command.footer(settle_examples);
}

void declare_explain(CLI::App& app, Arguments& arguments) {
  CLI::App& command = *app.add_subcommand("explain", "Explain a line down to the data and the clauses it follows from");
  ExplainOptions& options = arguments.explain;
  add_settlement(command, options.settle, arguments);
  add_format(command, options.settle.format, {{"text", Format::text}, {"json", Format::json}}, "text (usual) or json");
  CLI::Option* line =
      command.add_option("LINE", options.line, "A line, or any other name of the contract")->type_name("");
  command.add_flag("--all", options.all, "Explain all lines")->excludes(line);
  command.add_option("--depth", options.depth, "Stop so many levels below the line")->type_name("N");
  command.add_flag("--records", options.records, "List the records that were counted, and why others were not");
  command.footer(explain_examples);
}

void declare_test(CLI::App& app, Arguments& arguments) {
  CLI::App& command = *app.add_subcommand("test", "Run the scenarios of contracts");
  command.add_option("FILE", arguments.test.files, "The contracts, or - for standard input")->required()->type_name("");
  command.add_option("--filter", arguments.test.filter, "Only scenarios whose title has this text")->type_name("TEXT");
  command.add_flag("--coverage", arguments.test.coverage, "List the terms that no scenario reaches");
  command
      .add_option("--coverage-at-least", arguments.test.coverage_at_least,
                  "Fail where scenarios reach less than this part of a contract's terms")
      ->check(within(0, 100))
      ->type_name("PERCENT");
  command.add_option("--junit", arguments.test.junit, "Write the results to this file as JUnit XML")->type_name("PATH");
  command.add_option("--lcov", arguments.test.lcov, "Write what is reached to this file for LCOV")->type_name("PATH");
  command.add_option("--html", arguments.test.html, "Write what is reached to this file as a page")->type_name("PATH");
  command.add_flag("--watch", arguments.test.watch, "Run again whenever one of the files changes");
  command.footer(test_examples);
  add_color(command, arguments);
}

void declare_guarantees(CLI::App& app, Arguments& arguments) {
  GuaranteeCommand& options = arguments.guarantees;
  CLI::App& command =
      *app.add_subcommand("guarantees", "Try a contract's guarantees on scenarios, data and figures drawn at random");
  command.add_option("FILE", options.file, "The contract, or - for standard input")->required()->type_name("");
  command.add_option("--data", options.data, "CSV files of reported figures, or folders of them")->type_name("PATH");
  command.add_option("--draws", options.draws, "How many times figures are drawn")
      ->check(within(0, 100'000'000))
      ->capture_default_str()
      ->type_name("N");
  command.add_option("--seed", options.seed, "Other seeds draw other figures")->capture_default_str()->type_name("N");
  command.footer(guarantees_examples);
  add_color(command, arguments);
}

void declare_scenarios(CLI::App& app, Arguments& arguments) {
  ScenarioCommand& options = arguments.scenarios;
  CLI::App& command =
      *app.add_subcommand("scenarios", "Propose scenarios for the terms that none reaches, for a person to confirm");
  command.add_option("FILE", options.file, "The contract, or - for standard input")->required()->type_name("");
  command.add_flag("--all", options.all, "Just below, at and just above every bound, reached already or not");
  command.add_option("--filter", options.filter, "Only for the terms of this name")->type_name("NAME");
  command.add_option("--period", options.period, "Only cases of this period")->type_name("P");
  command.add_option("--limit", options.limit, "Propose at most so many scenarios")
      ->check(within(1, 100'000))
      ->type_name("N");
  command.add_option("--seed", options.seed, "Other seeds try other figures")->capture_default_str()->type_name("N");
  command.add_option("-o,--output", options.output, "Write to this file instead of standard output")->type_name("FILE");
  add_color(command, arguments);
  command.footer(scenarios_examples);
}

// How an answer is written.
std::string form_of(Question::Of of) {
  switch (of) {
    case Question::Of::name:
      return "NAME";
    case Question::Of::title:
      return "TEXT";
    case Question::Of::party:
    case Question::Of::parties:
      return "NAME=TITLE";
    case Question::Of::term:
      return "YEAR to YEAR";
    case Question::Of::currency:
      return "CODE";
    case Question::Of::amount:
      return "AMOUNT";
    case Question::Of::growth:
    case Question::Of::share:
    case Question::Of::small_share:
      return "PERCENT";
  }
  return "TEXT";
}

// `Who pays`, and for which kinds it is asked where not for all.
std::string words_of(const Question& question) {
  std::string asking;
  std::size_t count = 0;
  for (const Kind& kind : kinds()) {
    const bool asks = std::any_of(kind.questions.begin(), kind.questions.end(),
                                  [&](const Question& other) { return other.id == question.id; });
    if (!asks) continue;
    asking.append(asking.empty() ? "" : ", ").append(kind.name);
    ++count;
  }
  std::string words(question.words);
  if (count < kinds().size()) words.append(" (").append(asking).append(")");
  return words;
}

void declare_new(CLI::App& app, Arguments& arguments) {
  NewCommand& options = arguments.new_contract;
  CLI::App& command =
      *app.add_subcommand("new", "Start a contract from a template, by flags or by answering questions");
  command.add_option("KIND", options.kind, "block, shared-savings, capitation, points or alliance")->type_name("");
  command.add_flag("--list", options.list, "List the kinds");
  // One flag for each question that any kind asks.
  std::set<std::string_view> known;
  for (const Kind& kind : kinds()) {
    for (const Question& question : kind.questions) {
      if (!known.insert(question.id).second) continue;
      const std::string id(question.id);
      command
          .add_option_function<std::string>(
              "--" + id, [&options, id](const std::string& answer) { options.answers[id] = answer; },
              words_of(question))
          ->type_name(form_of(question.of));
    }
  }
  command.add_flag("--ask", options.ask, "Ask for what no flag says, even where standard input is no terminal");
  command.add_flag("--usual", options.usual, "Take the usual answers for what no flag says");
  command.add_option("-o,--output", options.output, "Write the contract to this file, its data beside it")
      ->type_name("FILE");
  command.footer(new_examples);
}

void declare_diff(CLI::App& app, Arguments& arguments) {
  CLI::App& command = *app.add_subcommand("diff", "Say what two contracts mean differently");
  command.add_option("OLD", arguments.diff.before, "The contract as it was")->required()->type_name("");
  command.add_option("NEW", arguments.diff.after, "The contract as it is now")->required()->type_name("");
  command.add_option("--data", arguments.diff.data, "Also compare all lines settled on these figures; may be repeated")
      ->type_name("PATH")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  add_format(command, arguments.diff.format, {{"text", Format::text}, {"json", Format::json}}, "text (usual) or json");
  add_color(command, arguments);
  command.footer(diff_examples);
}

void declare_doc(CLI::App& app, Arguments& arguments) {
  CLI::App& command = *app.add_subcommand("doc", "Write the contract as its payment schedule in plain English");
  command.add_option("FILE", arguments.doc.file, "The contract, or - for standard input")->required()->type_name("");
  command.add_option("--format", arguments.doc.html, "markdown (usual) or html")
      ->type_name("FORMAT")
      ->transform(one_of<bool>({{"markdown", false}, {"html", true}}));
  command.add_option("-o,--output", arguments.doc.output, "Write to this file instead of standard output")
      ->type_name("FILE");
  add_color(command, arguments);
  command.footer(doc_examples);
}

void declare_fmt(CLI::App& app, Arguments& arguments) {
  FmtOptions& options = arguments.fmt;
  CLI::App& command = *app.add_subcommand("fmt", "Lay out contracts in the one canonical way");
  command.add_option("FILE", options.files, "The contracts, folders of them, or - for standard input")->type_name("");
  command.add_flag("--stdin", options.standard_input, "Read from standard input and write to standard output");
  CLI::Option* check = command.add_flag("--check", options.check,
                                        "Change nothing; name the files that would change, and fail if there are any");
  command.add_flag("--diff", options.diff, "Change nothing; show what would change, and fail if anything would")
      ->excludes(check);
  add_color(command, arguments);
  command.footer(fmt_examples);
}

void declare_lint(CLI::App& app, Arguments& arguments) {
  using Form = LintOptions::Format;
  LintOptions& options = arguments.lint;
  CLI::App& command = *app.add_subcommand("lint", "Say what in contracts is legal but unwise");
  command.add_option("FILE", options.files, "The contracts, folders of them, or - for standard input")->type_name("");
  command.add_option("--format", options.format, "text (usual), json, sarif or github")
      ->type_name("FORMAT")
      ->transform(
          one_of<Form>({{"text", Form::text}, {"json", Form::json}, {"sarif", Form::sarif}, {"github", Form::github}}));
  CLI::Option* rules = command.add_flag("--rules", options.rules, "List the rules");
  command.add_option("--explain", options.explain, "Explain a rule by its name or code")
      ->type_name("RULE")
      ->excludes(rules);
  add_color(command, arguments);
  command.footer(lint_examples);
}

void declare_others(CLI::App& app, Arguments& arguments) {
  CLI::App& explain_code =
      *app.add_subcommand("explain-code", "Explain a diagnostic by its code, or a rule by its name");
  CLI::Option* code =
      explain_code.add_option("CODE", arguments.code, "The code, such as QD5104, or the rule, such as cliff_edge")
          ->type_name("");
  explain_code.add_flag("--all", arguments.all_codes, "All of them, as the document docs/diagnostics.md")
      ->excludes(code);
  explain_code.footer(code_examples);

  CLI::App& library = *app.add_subcommand("stdlib", "List the items of the standard library, or show one");
  CLI::Option* item = library.add_option("NAME", arguments.library_name, "An item or a subject")->type_name("");
  library.add_flag("--all", arguments.whole_library, "All of them, as the document docs/library.md")->excludes(item);
  library.footer(stdlib_examples);

  // Some editors say how they talk to a server; there is one way only.
  CLI::App& lsp = *app.add_subcommand("lsp", "Serve an editor, on standard input and output");
  lsp.add_flag("--stdio", arguments.stdio, "As without it");

  CLI::App& dump = *app.add_subcommand("dump", "Print a contract as a stage of the compiler sees it");
  dump.add_option("FILE", arguments.dump.file, "The contract, or - for standard input")->required()->type_name("");
  dump.add_option("--after", arguments.dump.after, "The stage: parse or lower")
      ->required()
      ->type_name("STAGE")
      ->transform(one_of<Stage>({{"parse", Stage::parse}, {"lower", Stage::lower}}));
  add_color(dump, arguments);
  dump.footer(dump_examples);
}

Exit usage_error(const std::string& message, const std::string& help, Console& console) {
  console.err("error: " + message + "\n");
  if (!help.empty()) console.err("help: " + help + "\n");
  return Exit::usage;
}

// "did you mean `check`?"; the candidates outlive the call.
std::string suggestion(std::string_view wanted, const std::vector<std::string>& candidates) {
  const std::vector<std::string_view> views(candidates.begin(), candidates.end());
  const std::optional<std::string> close = diagnostics::closest(wanted, views);
  return close ? "did you mean `" + *close + "`?" : std::string();
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

Exit unknown_command(const std::string& name, const CLI::App& app, Console& console) {
  std::string help = suggestion(name, command_names(app));
  if (help.empty()) {
    help = "the commands are";
    for (const std::string& known : command_names(app)) help += " " + known;
  }
  return usage_error("there is no command '" + name + "'", help, console);
}

std::string see_help(const CLI::App& command) {
  return command.get_parent() == nullptr ? "see `quarterday --help`"
                                         : "see `quarterday " + command.get_name() + " --help`";
}

Exit unexpected_argument(const CLI::App& command, Console& console) {
  const std::vector<std::string> remaining = command.remaining(true);
  const std::string argument = remaining.empty() ? std::string() : remaining.front();
  std::vector<std::string> options;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
  }
  std::string help = suggestion(argument.substr(0, argument.find('=')), options);
  if (help.empty()) help = see_help(command);
  return usage_error("unexpected argument '" + argument + "'", help, console);
}

Exit parse_failed(const CLI::App& app, const CLI::ParseError& error, Console& console) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
    std::ostringstream out;
    std::ostringstream err;
    app.exit(error, out, err);
    console.out(out.str());
    return Exit::ok;
  }
  const CLI::App& command = chosen.empty() ? app : *chosen.front();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return unexpected_argument(command, console);
  return usage_error(error.what(), see_help(command), console);
}

// Nothing when the text is no date.
bool read_date(const std::string& text, std::optional<value::Date>& date, Console& console) {
  if (text.empty()) return true;
  date = value::Date::parse(text);
  if (!date) usage_error("'" + text + "' is not a date", "dates are written year, month, day: 2016-07-31", console);
  return date.has_value();
}

Exit dispatch(const std::string& command, Arguments& arguments, Console& console) {
  const bool color = use_color(arguments.color);
  arguments.check.color = arguments.settle.color = arguments.explain.settle.color = color;
  arguments.test.color = arguments.guarantees.color = arguments.diff.color = arguments.lint.color = color;
  arguments.scenarios.color = arguments.doc.color = arguments.fmt.color = arguments.dump.color = color;
  if (!read_date(arguments.as_at, arguments.settle.as_at, console)) return Exit::usage;
  arguments.explain.settle.as_at = arguments.settle.as_at;

  if (command == "check") return check(arguments.check, console);
  if (command == "settle") return settle(arguments.settle, console);
  if (command == "test") return test(arguments.test, console);
  if (command == "guarantees") return guarantees(arguments.guarantees, console);
  if (command == "scenarios") return scenarios(arguments.scenarios, console);
  if (command == "new") return new_contract(arguments.new_contract, console);
  if (command == "diff") return diff(arguments.diff, console);
  if (command == "doc") return doc(arguments.doc, console);
  if (command == "fmt") {
    if (!arguments.fmt.files.empty() || arguments.fmt.standard_input) return fmt(arguments.fmt, console);
    return usage_error("which contracts shall be laid out?", "name files or folders, or ask for `--stdin`", console);
  }
  if (command == "lsp") return lsp();
  if (command == "lint") {
    if (!arguments.lint.explain.empty()) return explain_code(arguments.lint.explain, console);
    if (!arguments.lint.files.empty() || arguments.lint.rules) return lint(arguments.lint, console);
    return usage_error("which contracts shall be looked at?", "name files or folders, or ask for `--rules`", console);
  }
  if (command == "dump") return dump(arguments.dump, console);
  if (command == "explain-code") {
    if (arguments.all_codes) return explain_all_codes(console);
    if (!arguments.code.empty()) return explain_code(arguments.code, console);
    return usage_error("which code shall be explained?", "name it, or ask for `--all`", console);
  }
  if (command == "stdlib") return stdlib(arguments.library_name, arguments.whole_library, console);
  if (!arguments.explain.all && arguments.explain.line.empty()) {
    return usage_error("which line shall be explained?", "name it, or ask for `--all`", console);
  }
  return explain(arguments.explain, console);
}

}  // namespace

Exit run(const std::vector<std::string>& arguments, Console& console) {
  Arguments values;
  CLI::App app("Quarterday: outcome-based contracts, checked, settled and explained", "quarterday");
  app.set_version_flag("--version", "quarterday " QUARTERDAY_VERSION, "Print the version and exit");
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.get_formatter()->column_width(32);
  app.footer(general_examples);
  app.require_subcommand(0, 1);  // a file may be called like a command
  declare_check(app, values);
  declare_settle(app, values);
  declare_explain(app, values);
  declare_test(app, values);
  declare_guarantees(app, values);
  declare_scenarios(app, values);
  declare_new(app, values);
  declare_diff(app, values);
  declare_doc(app, values);
  declare_fmt(app, values);
  declare_lint(app, values);
  declare_others(app, values);

  if (arguments.empty()) {
    console.err(app.help());
    return Exit::usage;
  }
  const std::string& first = arguments.front();
  const std::vector<std::string> names = command_names(app);
  if (!first.starts_with('-') && std::find(names.begin(), names.end(), first) == names.end()) {
    return unknown_command(first, app, console);
  }
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& error) {
    return parse_failed(app, error, console);
  }
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  if (chosen.empty()) return usage_error("a command is needed", "see `quarterday --help`", console);
  return dispatch(chosen.front()->get_name(), values, console);
}

}  // namespace quarterday::cli
