#ifndef MASA_BYTE_MARKS_H
#define MASA_BYTE_MARKS_H

#include <stdint.h>
#include <string.h>

// Bit i of the result is set when byte i of 64 is the delimiter, a line end or a quotation mark.
//
// Comparing sixteen bytes at once and gathering the answers into bits takes an instruction each, which Swift has no
// word for. All 64 bytes must be readable.

static inline uint64_t masa_byte_marks_portable(const uint8_t *bytes, uint8_t delimiter) {
  const uint64_t ones = 0x0101010101010101ull, low = 0x7F7F7F7F7F7F7F7Full;
  uint64_t marks = 0;
  for (int word = 0; word < 8; word++) {
    uint64_t value, found = 0;
    memcpy(&value, bytes + 8 * word, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    value = __builtin_bswap64(value);
#endif
    const uint8_t wanted[4] = {delimiter, '\n', '\r', '"'};
    for (int i = 0; i < 4; i++) {
      const uint64_t x = value ^ (ones * wanted[i]);
      // The high bit of every byte that is zero, and of no other.
      found |= ~(((x & low) + low) | x | low);
    }
    marks |= (((found >> 7) * 0x0102040810204080ull) >> 56) << (8 * word);
  }
  return marks;
}

#if defined(__SSE2__)

typedef uint8_t masa_bytes16 __attribute__((vector_size(16)));
typedef char masa_chars16 __attribute__((vector_size(16)));

static inline uint64_t masa_byte_marks(const uint8_t *bytes, uint8_t delimiter) {
  uint64_t marks = 0;
  for (int part = 0; part < 4; part++) {
    masa_bytes16 value;
    memcpy(&value, bytes + 16 * part, 16);
    const masa_chars16 found =
        (masa_chars16)((value == delimiter) | (value == (uint8_t)'\n') | (value == (uint8_t)'\r') | (value == (uint8_t)'"'));
    marks |= (uint64_t)(uint16_t)__builtin_ia32_pmovmskb128(found) << (16 * part);
  }
  return marks;
}

#else

static inline uint64_t masa_byte_marks(const uint8_t *bytes, uint8_t delimiter) {
  return masa_byte_marks_portable(bytes, delimiter);
}

#endif

// Writes down where the marked bytes are, and returns how many. Length is a multiple of 64, and places has room for
// length + 8 of them.
//
// Eight are written for every 64 bytes, however many there are: that costs less than a branch nobody can guess.

#define MASA_PLACE(i)                                        \
  place[i] = offset + (uint32_t)__builtin_ctzll(marks | top); \
  marks &= marks - 1;

#define MASA_MARK_PLACES(marks_of)                                \
  const uint64_t top = 1ull << 63;                                \
  uint32_t count = 0;                                             \
  for (uint32_t offset = 0; offset < length; offset += 64) {      \
    uint64_t marks = marks_of(bytes + offset, delimiter);         \
    const uint32_t found = (uint32_t)__builtin_popcountll(marks); \
    uint32_t *place = places + count;                             \
    count += found;                                               \
    MASA_PLACE(0) MASA_PLACE(1) MASA_PLACE(2) MASA_PLACE(3)       \
    MASA_PLACE(4) MASA_PLACE(5) MASA_PLACE(6) MASA_PLACE(7)       \
    for (uint32_t i = 8; i < found; i++) { MASA_PLACE(i) }        \
  }                                                               \
  return count;

static inline uint32_t masa_mark_places_plain(
    const uint8_t *bytes, uint32_t length, uint8_t delimiter, uint32_t *places) {
  MASA_MARK_PLACES(masa_byte_marks)
}

#if defined(__x86_64__)

typedef uint8_t masa_bytes32 __attribute__((vector_size(32)));
typedef char masa_chars32 __attribute__((vector_size(32)));

#define MASA_WIDE __attribute__((target("avx2,bmi,popcnt")))

MASA_WIDE static inline uint64_t masa_byte_marks_wide(const uint8_t *bytes, uint8_t delimiter) {
  uint64_t marks = 0;
  for (int part = 0; part < 2; part++) {
    masa_bytes32 value;
    memcpy(&value, bytes + 32 * part, 32);
    const masa_chars32 found =
        (masa_chars32)((value == delimiter) | (value == (uint8_t)'\n') | (value == (uint8_t)'\r') | (value == (uint8_t)'"'));
    marks |= (uint64_t)(uint32_t)__builtin_ia32_pmovmskb256(found) << (32 * part);
  }
  return marks;
}

MASA_WIDE static inline uint32_t masa_mark_places_wide(
    const uint8_t *bytes, uint32_t length, uint8_t delimiter, uint32_t *places) {
  MASA_MARK_PLACES(masa_byte_marks_wide)
}

static inline uint32_t masa_mark_places(
    const uint8_t *bytes, uint32_t length, uint8_t delimiter, uint32_t *places) {
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt")) {
    return masa_mark_places_wide(bytes, length, delimiter, places);
  }
  return masa_mark_places_plain(bytes, length, delimiter, places);
}

#else

static inline uint32_t masa_mark_places(
    const uint8_t *bytes, uint32_t length, uint8_t delimiter, uint32_t *places) {
  return masa_mark_places_plain(bytes, length, delimiter, places);
}

#endif

#endif
