#ifndef MASA_KNOWN_TEXTS_H
#define MASA_KNOWN_TEXTS_H

#include <stdint.h>
#include <string.h>

#include "byte_marks.h"

// Texts of up to 64 bytes, found many at a time: no step for one waits for another, and none takes a branch that lengths
// or contents could make the processor guess wrong.

typedef struct {
  // Known texts by number, 64 bytes each with zeros behind; number 0 is none.
  uint8_t *texts;
  // By number the text's code, and above it its length; that of number 0 no text has.
  uint64_t *codes;
  // Under the upper half of its hash the number of a text, at the place its lower half says or its upper.
  uint64_t *slots;
  // One less than how many there are, a power of two.
  uint64_t mask;
} masa_known_texts;

// What stands for a text that is not known.
#define MASA_UNKNOWN_TEXT 0xFFFFFFFFu

typedef uint64_t masa_text __attribute__((vector_size(64)));
typedef uint8_t masa_text_bytes __attribute__((vector_size(64)));
typedef int8_t masa_text_places __attribute__((vector_size(64)));

// The first bytes of a text, zeros behind it; 64 must be readable.
#define MASA_TEXT(text, bytes, length)                                                      \
  masa_text text;                                                                           \
  {                                                                                         \
    const masa_text_places place = {                                                        \
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, \
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, \
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};        \
    masa_text_bytes value;                                                                  \
    memcpy(&value, bytes, 64);                                                              \
    text = (masa_text)(value & (masa_text_bytes)(place < (int8_t)(length < 64 ? length : 64))); \
  }

// Both halves of every eight bytes multiplied, all summed and stirred.
#define MASA_TEXT_HASH(hash, text, length)                                                              \
  uint64_t hash;                                                                                        \
  {                                                                                                     \
    const masa_text key = {                                                                             \
        0x9E3779B97F4A7C15ull, 0xBF58476D1CE4E5B9ull, 0x94D049BB133111EBull, 0xD6E8FEB86659FD93ull,     \
        0xA0761D6478BD642Full, 0xE7037ED1A0B428DBull, 0x8EBC6AF09C88C6E3ull, 0x589965CC75374CC3ull};    \
    const masa_text mixed = text ^ key;                                                                 \
    hash = length + __builtin_reduce_add((mixed & 0xFFFFFFFFull) * (mixed >> 32) + (text << 32 | text >> 32)); \
    hash *= 0x9E3779B97F4A7C15ull;                                                                      \
    hash ^= hash >> 32;                                                                                 \
  }

static inline uint64_t masa_text_hash(const uint8_t *bytes, uint64_t length) {
  MASA_TEXT(text, bytes, length)
  MASA_TEXT_HASH(hash, text, length)
  return hash;
}

// A hash's slot: the first of its two places unless somebody else is there.
#define MASA_TEXT_SLOT(hash)                                                   \
  ((known.slots[(hash) & known.mask] ^ (hash)) >> 32 == 0                      \
       ? known.slots[(hash) & known.mask]                                      \
       : known.slots[(hash) >> 32 & known.mask])

// The codes of texts in records that `masa_record_ends` has found and that have as many fields as they should; `found`
// gets something of no use for all others. A text is that of one column, or of several and all between them. At place -1
// stands where the first record begins, less one. Where many texts are known, what is looked at is asked for ahead, so
// that a batch waits for memory together.

#define MASA_TEXT_BATCH 64
#define MASA_MANY_SLOTS 8192

#define MASA_FIND_TEXTS                                                                                        \
  uint64_t lengths[MASA_TEXT_BATCH], hashes[MASA_TEXT_BATCH];                                                  \
  const uint8_t *starts[MASA_TEXT_BATCH];                                                                      \
  for (uint32_t done = 0; done < records; done += MASA_TEXT_BATCH) {                                           \
    const uint32_t batch = records - done < MASA_TEXT_BATCH ? records - done : MASA_TEXT_BATCH;                \
    for (uint32_t i = 0; i < batch; i++) {                                                                     \
      const uint32_t record = done + i;                                                                        \
      const uint32_t first = record > 0 ? ends[record - 1] : 0;                                                \
      const int fits = ends[record] - first == width;                                                          \
      const uint32_t *place = places + first + (fits ? column : 0);                                            \
      uint32_t start = place[-1] + 1;                                                                          \
      /* The line feed behind a carriage return is not listed. */                                              \
      if (column == 0 && record > 0) start += origin[start - 1] == '\r' && origin[start] == '\n';              \
      const uint64_t length = place[fits ? last - column : 0] - start;                                         \
      MASA_TEXT(text, origin + start, length)                                                                  \
      MASA_TEXT_HASH(hash, text, length)                                                                       \
      starts[i] = origin + start;                                                                              \
      lengths[i] = length;                                                                                     \
      hashes[i] = hash;                                                                                        \
    }                                                                                                          \
    if (known.mask >= MASA_MANY_SLOTS) {                                                                       \
      for (uint32_t i = 0; i < batch; i++) __builtin_prefetch(known.slots + (hashes[i] & known.mask));         \
      for (uint32_t i = 0; i < batch; i++) {                                                                   \
        const uint64_t number = (uint32_t)MASA_TEXT_SLOT(hashes[i]);                                           \
        __builtin_prefetch(known.texts + 64 * number);                                                         \
        __builtin_prefetch(known.codes + number);                                                              \
      }                                                                                                        \
    }                                                                                                          \
    for (uint32_t i = 0; i < batch; i++) {                                                                     \
      const uint64_t number = (uint32_t)MASA_TEXT_SLOT(hashes[i]), length = lengths[i];                        \
      const uint64_t code = known.codes[number];                                                               \
      masa_text other;                                                                                         \
      memcpy(&other, known.texts + 64 * number, 64);                                                           \
      MASA_TEXT(text, starts[i], length)                                                                       \
      const uint64_t differs = __builtin_reduce_or(text ^ other) | (code >> 32 ^ length);                      \
      found[done + i] = differs ? MASA_UNKNOWN_TEXT : (uint32_t)code;                                          \
    }                                                                                                          \
  }

static inline void masa_find_texts_plain(
    const uint8_t *origin, const uint32_t *places, const uint32_t *ends, uint32_t records, uint32_t width,
    uint32_t column, uint32_t last, masa_known_texts known, uint32_t *found) {
  MASA_FIND_TEXTS
}

#if defined(__x86_64__)

MASA_WIDE static inline void masa_find_texts_wide(
    const uint8_t *origin, const uint32_t *places, const uint32_t *ends, uint32_t records, uint32_t width,
    uint32_t column, uint32_t last, masa_known_texts known, uint32_t *found) {
  MASA_FIND_TEXTS
}

#else

#define masa_find_texts_wide masa_find_texts_plain

#endif

static inline void masa_find_texts(
    const uint8_t *origin, const uint32_t *places, const uint32_t *ends, uint32_t records, uint32_t width,
    uint32_t column, uint32_t last, masa_known_texts known, uint32_t *found) {
  if (MASA_IS_WIDE) {
    masa_find_texts_wide(origin, places, ends, records, width, column, last, known, found);
  } else {
    masa_find_texts_plain(origin, places, ends, records, width, column, last, known, found);
  }
}

#endif
