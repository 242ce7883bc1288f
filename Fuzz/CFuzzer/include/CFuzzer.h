// libFuzzer's own loop (compiler-rt/lib/fuzzer/FuzzerInterface.h), for a program that has a main of its own.
#pragma once

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*test)(const uint8_t *bytes, size_t size));
