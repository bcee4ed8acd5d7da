#ifndef MASA_MEMORY_H
#define MASA_MEMORY_H

#include <stdint.h>
#include <string.h>

// What a core can be told about memory, for which Swift has no word.

// Asks for the bytes at an address, which need not be there, so that they are at hand when they are read.
static inline void masa_prefetch(const void *address) { __builtin_prefetch(address); }

// Copies bytes to where nobody reads soon, past the core's cache: what is there is not fetched first, and nothing else is
// driven out. Both begin at a multiple of sixteen, and so is the length. `masa_end_copies` must follow the last before
// another core may read.
static inline void masa_copy_past_cache(void *target, const void *source, uint32_t length) {
#if defined(__SSE2__)
  typedef long long words __attribute__((vector_size(16)));
  for (uint32_t i = 0; i < length; i += 16) {
    __builtin_nontemporal_store(*(const words *)((const char *)source + i), (words *)((char *)target + i));
  }
#else
  memcpy(target, source, length);
#endif
}

static inline void masa_end_copies(void) {
#if defined(__SSE2__)
  __builtin_ia32_sfence();
#endif
}

#endif
