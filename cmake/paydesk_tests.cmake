# SPDX-License-Identifier: Apache-2.0
#
# paydesk_check_test(NAME base_money SOURCES money_test.c LINKS pd_base [DATABASE] [TIMEOUT 60] [ENVIRONMENT A=b …])
#     Builds a Check program and makes it a CTest.  With DATABASE it gets a private fresh copy of the template
#     database of the throw-away cluster: PAYDESK_TEST_DB (a conninfo), PGHOST, PGDATABASE, PGUSER=postgres.
# paydesk_script_test(NAME x COMMAND program arg … [DATABASE] [SERIAL] [TIMEOUT 60] [LABELS …])
#     The same for a script.  Every script sees PAYDESK_SOURCE, PAYDESK_BUILD and PAYDESK (the program).
#     A script that has nothing to do where it runs exits 77: CTest then says "skipped", not "passed".
set(PAYDESK_WITH_DATABASE "${CMAKE_SOURCE_DIR}/tests/support/with_database.sh")

function(paydesk_test_properties name database timeout environment)
    set(values
        "PAYDESK_SOURCE=${CMAKE_SOURCE_DIR}"
        "PAYDESK_BUILD=${CMAKE_BINARY_DIR}"
        "PAYDESK=${CMAKE_BINARY_DIR}/ui/paydesk"
        "LC_ALL=C.UTF-8"
        "ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:exitcode=99"
        "UBSAN_OPTIONS=print_stacktrace=1"
        ${environment})
    set_tests_properties(${name} PROPERTIES
        ENVIRONMENT "${values}" TIMEOUT ${timeout} SKIP_RETURN_CODE 77)
    if(database)
        set_tests_properties(${name} PROPERTIES FIXTURES_REQUIRED cluster)
    endif()
endfunction()

function(paydesk_check_test)
    cmake_parse_arguments(PARSE_ARGV 0 arg "DATABASE" "NAME;TIMEOUT" "SOURCES;LINKS;ENVIRONMENT")
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set(target "test_${arg_NAME}")
    add_executable(${target} ${arg_SOURCES})
    target_include_directories(${target} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
    target_compile_definitions(${target} PRIVATE
        "PAYDESK_SOURCE_DIR=\"${CMAKE_SOURCE_DIR}\"" "PAYDESK_BUILD_DIR=\"${CMAKE_BINARY_DIR}\"")
    target_link_libraries(${target} PRIVATE ${arg_LINKS} paydesk_flags PkgConfig::CHECK)
    if(arg_DATABASE)
        add_test(NAME ${arg_NAME} COMMAND "${PAYDESK_WITH_DATABASE}" ${arg_NAME} $<TARGET_FILE:${target}>)
    else()
        add_test(NAME ${arg_NAME} COMMAND ${target})
    endif()
    paydesk_test_properties(${arg_NAME} "${arg_DATABASE}" ${arg_TIMEOUT} "${arg_ENVIRONMENT}")
endfunction()

function(paydesk_script_test)
    cmake_parse_arguments(PARSE_ARGV 0 arg "DATABASE;SERIAL" "NAME;TIMEOUT" "COMMAND;ENVIRONMENT;LABELS")
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    # A relative first word is a script beside the CMakeLists.txt that names it.
    list(POP_FRONT arg_COMMAND program)
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${program}")
        set(program "${CMAKE_CURRENT_SOURCE_DIR}/${program}")
    endif()
    if(arg_DATABASE)
        add_test(NAME ${arg_NAME}
            COMMAND "${PAYDESK_WITH_DATABASE}" ${arg_NAME} ${program} ${arg_COMMAND})
    else()
        add_test(NAME ${arg_NAME} COMMAND ${program} ${arg_COMMAND})
    endif()
    paydesk_test_properties(${arg_NAME} "${arg_DATABASE}" ${arg_TIMEOUT} "${arg_ENVIRONMENT}")
    if(arg_SERIAL)
        set_tests_properties(${arg_NAME} PROPERTIES RUN_SERIAL ON)
    endif()
    if(arg_LABELS)
        set_tests_properties(${arg_NAME} PROPERTIES LABELS "${arg_LABELS}")
    endif()
endfunction()
