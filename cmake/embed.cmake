# SPDX-License-Identifier: Apache-2.0
# Puts text files into the program. Included, it defines quarterday_embed(TARGET NAME HEADER FILES...), by which the target
# knows them as quarterday::embedded::NAME(), declared in HEADER: each with its path in the project. Run with -P, it writes
# OUTPUT.
if(CMAKE_SCRIPT_MODE_FILE)
  set(rows "")
  foreach(file ${FILES})
    file(READ "${FOLDER}/${file}" text)
    string(APPEND rows "    {\"${file}\", R\"text(${text})text\"},\n")
  endforeach()
  file(WRITE "${OUTPUT}" "// Made by cmake/embed.cmake.
#include \"${HEADER}\"

namespace quarterday::embedded {
const std::vector<Text>& ${NAME}() {
  static const std::vector<Text> texts{
${rows}  };
  return texts;
}
}  // namespace quarterday::embedded
")
  return()
endif()

set(QUARTERDAY_EMBED "${CMAKE_CURRENT_LIST_FILE}")

# FILES are given by their paths in the project.
function(quarterday_embed target name header)
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
  list(TRANSFORM ARGN PREPEND "${PROJECT_SOURCE_DIR}/" OUTPUT_VARIABLE files)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${PROJECT_SOURCE_DIR}" "-DFILES=${ARGN}" "-DNAME=${name}" "-DHEADER=${header}"
            "-DOUTPUT=${output}" -P "${QUARTERDAY_EMBED}"
    DEPENDS ${files} "${QUARTERDAY_EMBED}"
    COMMENT "Embedding ${name}"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
