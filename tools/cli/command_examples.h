// SPDX-License-Identifier: Apache-2.0
#pragma once

// What `--help` shows below the options of each command.

namespace quarterday::cli {

inline constexpr const char* general_examples = R"(Examples:
  quarterday check bedfordshire-msk.contract
  quarterday settle bedfordshire-msk.contract --data data.csv --period 2015/16-Q1
  quarterday explain bedfordshire-msk.contract --data data.csv --period 2015/16-Q1 core_payment
  quarterday test bedfordshire-msk.contract

Exit codes: 0 fine; 1 a problem in the contract or the data, or a refused settlement; 2 wrong usage, or a file that
cannot be read or written; 70 an error of the program itself.
)";

inline constexpr const char* check_examples = R"(Examples:
  quarterday check *.contract
  quarterday check --format json lambeth.contract
  cat lambeth.contract | quarterday check -
)";

inline constexpr const char* settle_examples = R"(Examples:
  quarterday settle msk.contract --data data.csv --period 2015/16-Q1
  quarterday settle msk.contract --data figures/ --period 2015/16 --format json
  quarterday settle msk.contract --data data.csv --period 2015/16 --as-at 2016-07-31 --format csv --output 2015.csv
)";

inline constexpr const char* explain_examples = R"(Examples:
  quarterday explain msk.contract --data data.csv --period 2015/16-Q1 super_cquin_technology
  quarterday explain qof.contract --data data.csv --period 2023-04 aspiration/abbey_practice
  quarterday explain msk.contract --data data.csv --period 2015/16-Q1 score/choice_offered
  quarterday explain msk.contract --data data.csv --period 2015/16 --all --format json
)";

inline constexpr const char* test_examples = R"(Examples:
  quarterday test msk.contract
  quarterday test msk.contract --filter "first quarter" --watch
  quarterday test *.contract --coverage-at-least 90 --junit results.xml
)";

inline constexpr const char* guarantees_examples = R"(Examples:
  quarterday guarantees msk.contract
  quarterday guarantees msk.contract --data figures/ --draws 100000 --seed 7
)";

inline constexpr const char* scenarios_examples = R"(Examples:
  quarterday scenarios msk.contract
  quarterday scenarios msk.contract --filter quality --all --output proposed.txt
)";

inline constexpr const char* diff_examples = R"(Examples:
  quarterday diff signed.contract redraft.contract
  quarterday diff signed.contract redraft.contract --data figures/ --format json

Exit codes: 0 the same meaning; 1 something differs, or a problem in a contract or the data; 2 wrong usage, or a file
that cannot be read.
)";

inline constexpr const char* code_examples = R"(Examples:
  quarterday explain-code QD5104
  quarterday explain-code cliff_edge
)";

inline constexpr const char* stdlib_examples = R"(Examples:
  quarterday stdlib
  quarterday stdlib sharing
)";

inline constexpr const char* dump_examples = R"(Examples:
  quarterday dump msk.contract --after parse
  quarterday dump msk.contract --after lower
)";

inline constexpr const char* doc_examples = R"(Examples:
  quarterday doc msk.contract
  quarterday doc msk.contract --format html --output msk.html
)";

inline constexpr const char* fmt_examples = R"(Examples:
  quarterday fmt msk.contract
  quarterday fmt --check contracts/
  quarterday fmt --diff msk.contract
  cat msk.contract | quarterday fmt --stdin
)";

inline constexpr const char* lint_examples = R"(Examples:
  quarterday lint msk.contract
  quarterday lint --format sarif contracts/ > lint.sarif
  quarterday lint --rules
  quarterday lint --explain cliff_edge

Exit codes: 0 nothing found, but for what the contracts allow; 1 findings, or problems in a contract; 2 wrong usage, or
a file that cannot be read.
)";

inline constexpr const char* new_examples = R"(Examples:
  quarterday new
  quarterday new block --name falls_clinic --to 'clinic=Falls clinic' --value 1,200,000 --at-risk 10%
  quarterday new points --to 'abbey=Abbey practice, bridge=Bridge practice' --term '2025 to 2026' --currency EUR
)";

}  // namespace quarterday::cli
