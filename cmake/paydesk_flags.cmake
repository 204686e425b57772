# SPDX-License-Identifier: Apache-2.0
#
# The one place where compiler flags are set.  Everything links paydesk_flags; nothing sets flags of its own.
add_library(paydesk_flags INTERFACE)
target_include_directories(paydesk_flags INTERFACE
    "${CMAKE_SOURCE_DIR}/src" "${CMAKE_SOURCE_DIR}/ui" "${CMAKE_BINARY_DIR}/embed")
target_compile_definitions(paydesk_flags INTERFACE _GNU_SOURCE)
target_compile_options(paydesk_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla
    -Wformat=2 -Wundef -Wcast-qual -Wwrite-strings -Wswitch-enum -fno-common -Werror)
target_link_libraries(paydesk_flags INTERFACE Threads::Threads)

if(PAYDESK_SANITIZE)
    set(paydesk_sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_compile_options(paydesk_flags INTERFACE ${paydesk_sanitizers})
    target_link_options(paydesk_flags INTERFACE ${paydesk_sanitizers})
elseif(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
    target_compile_options(paydesk_flags INTERFACE
        -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fPIE)
    target_link_options(paydesk_flags INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack)
endif()
