# SPDX-License-Identifier: Apache-2.0
# Linked by our own targets and never by third-party code.
add_library(onething_warnings INTERFACE)
target_compile_options(onething_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast
  -Wcast-align -Wunused -Woverloaded-virtual -Wimplicit-fallthrough -Werror)
if(ONETHING_SANITIZE)
  # g++ 12 sees uninitialised members in std::variant where sanitizers instrument it.
  target_compile_options(onething_warnings INTERFACE -fsanitize=${ONETHING_SANITIZE}
    -fno-sanitize-recover=all -Wno-maybe-uninitialized)
  target_link_options(onething_warnings INTERFACE -fsanitize=${ONETHING_SANITIZE})
endif()
find_program(ONETHING_MOLD mold)
if(ONETHING_MOLD)
  target_link_options(onething_warnings INTERFACE -fuse-ld=mold)
endif()
