# SPDX-License-Identifier: Apache-2.0
# quarterday_options is what every target of ours links privately: warnings, sanitizers, coverage. Flags live on
# targets, so that nothing of ours reaches a project that includes this one.
add_library(quarterday_options INTERFACE)

if(QUARTERDAY_WARNINGS)
  # -Wno-restrict: GCC 12 reports copies inside std::string that cannot overlap.
  target_compile_options(
    quarterday_options
    INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Wno-restrict -Werror)
endif()

if(QUARTERDAY_SANITIZERS)
  target_compile_options(
    quarterday_options INTERFACE -fsanitize=${QUARTERDAY_SANITIZERS} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(quarterday_options INTERFACE -fsanitize=${QUARTERDAY_SANITIZERS})
endif()

if(QUARTERDAY_FUZZERS)
  target_compile_options(quarterday_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(QUARTERDAY_COVERAGE)
  target_compile_options(quarterday_options INTERFACE --coverage)
  target_link_options(quarterday_options INTERFACE --coverage)
endif()

# Lets the linker of the released program drop what it does not use; see tools/CMakeLists.txt.
target_compile_options(quarterday_options INTERFACE $<$<CONFIG:Release>:-ffunction-sections;-fdata-sections>)

# Released, fmt is compiled in: a shared library costs the program a third of its start-up time. Elsewhere the shared one
# saves compile time. A client that links an installed library links the shared one, whichever was built.
set(QUARTERDAY_FMT $<BUILD_INTERFACE:$<IF:$<CONFIG:Release>,fmt::fmt-header-only,fmt::fmt>> $<INSTALL_INTERFACE:fmt::fmt>)
