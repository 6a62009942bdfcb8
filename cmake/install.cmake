# SPDX-License-Identifier: Apache-2.0
# cmake --install: the program, both libraries, their headers, and a package that find_package(quarterday) finds.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(header_dir "${CMAKE_INSTALL_INCLUDEDIR}/quarterday")
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/quarterday")

# Clients write <quarterday/compiler/compile.h>; the headers themselves include "runtime/...", hence the second directory.
target_include_directories(
  quarterday_runtime PUBLIC $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}> $<INSTALL_INTERFACE:${header_dir}>)

install(TARGETS quarterday_runtime quarterday_compiler EXPORT quarterdayTargets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(TARGETS quarterday_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(DIRECTORY runtime compiler DESTINATION "${header_dir}" FILES_MATCHING PATTERN "*.h" PATTERN "*.def")
install(EXPORT quarterdayTargets NAMESPACE quarterday:: DESTINATION "${package_dir}")

configure_package_config_file(cmake/quarterdayConfig.cmake.in "${PROJECT_BINARY_DIR}/quarterdayConfig.cmake"
                              INSTALL_DESTINATION "${package_dir}" NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/quarterdayConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/quarterdayConfig.cmake" "${PROJECT_BINARY_DIR}/quarterdayConfigVersion.cmake"
        DESTINATION "${package_dir}")
