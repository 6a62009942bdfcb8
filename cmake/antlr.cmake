# SPDX-License-Identifier: Apache-2.0
# Generates the lexer and the parser from grammar/*.g4 into the build tree and compiles them as quarterday_grammar.
find_package(antlr4-runtime REQUIRED)
find_program(ANTLR4_PROGRAM antlr4 REQUIRED)

function(quarterday_add_grammar)
  set(grammars "${PROJECT_SOURCE_DIR}/grammar/ContractLexer.g4" "${PROJECT_SOURCE_DIR}/grammar/ContractParser.g4")
  set(generated "${PROJECT_BINARY_DIR}/grammar")
  set(outputs ContractLexer.cpp ContractLexer.h ContractParser.cpp ContractParser.h)
  list(TRANSFORM outputs PREPEND "${generated}/")

  add_custom_command(
    OUTPUT ${outputs}
    COMMAND "${ANTLR4_PROGRAM}" -Dlanguage=Cpp -no-listener -no-visitor -Werror -Xexact-output-dir -o "${generated}" ${grammars}
    DEPENDS ${grammars}
    COMMENT "Generating the lexer and the parser"
    VERBATIM)

  # Only one file of ours sees ANTLR's headers; the others know tokens and rules by these bare enumerations.
  set(words "${generated}/grammar_words.inc")
  add_custom_command(
    OUTPUT "${words}"
    COMMAND sed -n "/^  enum {/,/^  };/p" "${generated}/ContractParser.h" > "${words}"
    DEPENDS "${generated}/ContractParser.h"
    VERBATIM)

  add_library(quarterday_grammar OBJECT ${outputs} "${words}")
  target_compile_features(quarterday_grammar PUBLIC cxx_std_20)
  # The tool writes u8"..." literals where it means plain char; generated code is optimised in every build because an
  # unoptimised parser dominates the running time of the tests.
  target_compile_options(quarterday_grammar PRIVATE -w -fno-char8_t -O2)
  target_include_directories(quarterday_grammar SYSTEM PUBLIC "${generated}" "${ANTLR4_INCLUDE_DIR}")
  target_link_libraries(quarterday_grammar PUBLIC antlr4_static PRIVATE quarterday_options)
endfunction()
