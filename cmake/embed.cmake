# SPDX-License-Identifier: Apache-2.0
# Puts the texts of the standard library into the program. Included, it defines quarterday_embed_library; run with -P, it
# writes OUTPUT from the subjects in FOLDER.
if(CMAKE_SCRIPT_MODE_FILE)
  set(rows "")
  foreach(name ${SUBJECTS})
    file(READ "${FOLDER}/${name}.contract" text)
    file(READ "${FOLDER}/worked/${name}.contract" worked)
    string(APPEND rows "{\"${name}\", \"stdlib/${name}.contract\", R\"contract(${text})contract\", R\"contract(${worked})contract\"},\n")
  endforeach()
  file(WRITE "${OUTPUT}" "// Made by cmake/embed.cmake from stdlib/.
#include \"compiler/library/texts.h\"

namespace quarterday::library {
std::vector<Subject> texts() {
  return {
${rows}  };
}
}  // namespace quarterday::library
")
  return()
endif()

set(QUARTERDAY_EMBED "${CMAKE_CURRENT_LIST_FILE}")

function(quarterday_embed_library target)
  set(folder "${PROJECT_SOURCE_DIR}/stdlib")
  set(output "${PROJECT_BINARY_DIR}/stdlib/texts.cpp")
  file(GLOB files CONFIGURE_DEPENDS "${folder}/*.contract" "${folder}/worked/*.contract")
  file(GLOB subjects CONFIGURE_DEPENDS RELATIVE "${folder}" "${folder}/*.contract")
  list(TRANSFORM subjects REPLACE "\\.contract$" "")
  list(SORT subjects)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${folder}" "-DOUTPUT=${output}" "-DSUBJECTS=${subjects}" -P "${QUARTERDAY_EMBED}"
    DEPENDS ${files} "${QUARTERDAY_EMBED}"
    COMMENT "Embedding the standard library"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
