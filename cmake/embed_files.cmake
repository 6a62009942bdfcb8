# SPDX-License-Identifier: Apache-2.0
# Puts text files into the program. Included, it defines quarterday_embed(TARGET NAME FILES...), by which the target
# knows them as texts of quarterday::embedded::NAME (declared in NAME.h of its folder). Run with -P, it writes OUTPUT.
if(CMAKE_SCRIPT_MODE_FILE)
  set(rows "")
  foreach(file ${FILES})
    get_filename_component(name "${file}" NAME)
    file(READ "${file}" text)
    string(APPEND rows "    {\"${name}\", R\"text(${text})text\"},\n")
  endforeach()
  file(WRITE "${OUTPUT}" "// Made by cmake/embed_files.cmake.
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

set(QUARTERDAY_EMBED_FILES "${CMAKE_CURRENT_LIST_FILE}")

function(quarterday_embed target name)
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
  list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" OUTPUT_VARIABLE files)
  file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DFILES=${files}" "-DNAME=${name}" "-DHEADER=${folder}/${name}.h" "-DOUTPUT=${output}"
            -P "${QUARTERDAY_EMBED_FILES}"
    DEPENDS ${files} "${QUARTERDAY_EMBED_FILES}"
    COMMENT "Embedding ${name}"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
