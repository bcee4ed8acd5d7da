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

#endif
