# SPDX-License-Identifier: Apache-2.0
# One archive of all folders, the public headers, the program and its module, and
# what find_package(onething) needs.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

get_property(objects GLOBAL PROPERTY ONETHING_OBJECTS)
get_property(headers GLOBAL PROPERTY ONETHING_HEADERS)
file(WRITE ${CMAKE_BINARY_DIR}/archive.cpp "// Made by lib/cmake/install.cmake: an archive needs one source of its own.\n")
add_library(onething STATIC ${CMAKE_BINARY_DIR}/archive.cpp ${objects})

list(TRANSFORM headers PREPEND ${PROJECT_SOURCE_DIR}/lib/include/onething/)
install(FILES ${headers} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/onething)
install(FILES $<TARGET_FILE:onething> DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(PROGRAMS $<TARGET_FILE:onething_cli> DESTINATION ${CMAKE_INSTALL_BINDIR})
configure_package_config_file(${PROJECT_SOURCE_DIR}/lib/cmake/onething-config.cmake.in onething-config.cmake
  PATH_VARS CMAKE_INSTALL_LIBDIR CMAKE_INSTALL_INCLUDEDIR
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/onething)
write_basic_package_version_file(onething-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/onething-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/onething-config-version.cmake
              ${PROJECT_SOURCE_DIR}/lib/cmake/dependencies.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/onething)
