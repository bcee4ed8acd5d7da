#ifndef MASA_BYTE_MARKS_H
#define MASA_BYTE_MARKS_H

#include <stdint.h>
#include <string.h>

// Where delimiters, line ends and quotation marks stand in a text, 64 bytes at a time.
//
// Comparing sixteen bytes at once and gathering the answers into bits takes an instruction each, which Swift has no
// word for.

// Bit i says that byte i of 64 is the delimiter, a line feed, a carriage return, a quotation mark.
typedef struct {
  uint64_t delimiters, feeds, returns, quotes;
} masa_byte_marks;

// All 64 bytes must be readable.
static inline masa_byte_marks masa_byte_marks_portable(const uint8_t *bytes, uint8_t delimiter) {
  const uint64_t ones = 0x0101010101010101ull, low = 0x7F7F7F7F7F7F7F7Full;
  const uint8_t wanted[4] = {delimiter, '\n', '\r', '"'};
  uint64_t marks[4] = {0, 0, 0, 0};
  for (int word = 0; word < 8; word++) {
    uint64_t value;
    memcpy(&value, bytes + 8 * word, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    value = __builtin_bswap64(value);
#endif
    for (int i = 0; i < 4; i++) {
      const uint64_t x = value ^ (ones * wanted[i]);
      // The high bit of every byte that is zero, and of no other.
      const uint64_t found = ~(((x & low) + low) | x | low);
      marks[i] |= (((found >> 7) * 0x0102040810204080ull) >> 56) << (8 * word);
    }
  }
  return (masa_byte_marks){marks[0], marks[1], marks[2], marks[3]};
}

#if defined(__SSE2__)

typedef uint8_t masa_bytes16 __attribute__((vector_size(16)));
typedef char masa_chars16 __attribute__((vector_size(16)));

#define MASA_FOUND16(byte) ((uint64_t)(uint16_t)__builtin_ia32_pmovmskb128((masa_chars16)(value == (uint8_t)(byte))))

static inline masa_byte_marks masa_byte_marks_plain(const uint8_t *bytes, uint8_t delimiter) {
  masa_byte_marks marks = {0, 0, 0, 0};
  for (int part = 0; part < 4; part++) {
    masa_bytes16 value;
    memcpy(&value, bytes + 16 * part, 16);
    marks.delimiters |= MASA_FOUND16(delimiter) << (16 * part);
    marks.feeds |= MASA_FOUND16('\n') << (16 * part);
    marks.returns |= MASA_FOUND16('\r') << (16 * part);
    marks.quotes |= MASA_FOUND16('"') << (16 * part);
  }
  return marks;
}

#else

static inline masa_byte_marks masa_byte_marks_plain(const uint8_t *bytes, uint8_t delimiter) {
  return masa_byte_marks_portable(bytes, delimiter);
}

#endif

// Eight places are written for every 64 bytes, however many there are: that costs less than a branch nobody can guess.
//
// The empty assembly keeps compilers from counting zeros of several words in vectors, which takes twice as long.

#define MASA_PLACE(i)                                         \
  place[i] = offset + (uint32_t)__builtin_ctzll(found | top); \
  found &= found - 1;                                         \
  __asm__("" : "+r"(found));

#define MASA_WRITE_PLACES                                                          \
  {                                                                                \
    const uint32_t here = (uint32_t)__builtin_popcountll(found);                   \
    uint32_t *place = places + count;                                              \
    count += here;                                                                 \
    MASA_PLACE(0) MASA_PLACE(1) MASA_PLACE(2) MASA_PLACE(3)                        \
    MASA_PLACE(4) MASA_PLACE(5) MASA_PLACE(6) MASA_PLACE(7)                        \
    for (uint32_t i = 8; __builtin_expect(i < here, 0); i++) { MASA_PLACE(i) }     \
  }

// Writes down where all marked bytes are, and returns how many. Length is a multiple of 64, and places has room for
// length + 8 of them.

#define MASA_MARK_PLACES(marks_of)                                                  \
  const uint64_t top = 1ull << 63;                                                  \
  uint32_t count = 0;                                                               \
  for (uint32_t offset = 0; offset < length; offset += 64) {                        \
    const masa_byte_marks marks = marks_of(bytes + offset, delimiter);              \
    uint64_t found = marks.delimiters | marks.feeds | marks.returns | marks.quotes; \
    MASA_WRITE_PLACES                                                               \
  }                                                                                 \
  return count;

// Writes down where fields and records end, from a byte on that begins a record: delimiters and line ends that stand
// outside quotation marks, of a carriage return and its line feed the first. `ends` gets, for every record, how many
// places there are up to its end.
//
// It stops before 64 bytes in which a quotation mark is neither at a field's edge nor doubled inside a quoted field:
// there a mark may be text, which is for a careful reader to say. `count` is how many records were found. Length is a
// multiple of 64, from is below 64, places has room for length + 8, and ends for length + 4.

typedef struct {
  // How many records there are.
  uint32_t count;
  // How many bytes were looked at.
  uint32_t length;
} masa_records;

#define MASA_END(i)                                                               \
  end[i] = before + (uint32_t)__builtin_popcountll(all & (lines ^ (lines - 1))); \
  lines &= lines - 1;                                                             \
  __asm__("" : "+r"(lines));

#define MASA_RECORD_ENDS(marks_of)                                                                          \
  const uint64_t top = 1ull << 63;                                                                          \
  uint32_t count = 0, records = 0, offset = 0;                                                              \
  /* Of the byte before these 64: a quoted field goes on, ends with it, it was a mark, a carriage return. */ \
  uint64_t inside = 0, closed = 0, edge = 1ull << from, returned = 0, rest = ~0ull << from;                 \
  for (; offset < length; offset += 64) {                                                                   \
    const masa_byte_marks marks = marks_of(bytes + offset, delimiter);                                      \
    uint64_t lines = ((marks.feeds & ~(marks.returns << 1 | returned)) | marks.returns) & rest;             \
    uint64_t found = (marks.delimiters & rest) | lines;                                                     \
    const uint64_t quotes = marks.quotes & rest;                                                            \
    const uint64_t any = marks.delimiters | marks.feeds | marks.returns | quotes;                           \
    if (quotes | inside | closed) {                                                                         \
      uint64_t odd = quotes;                                                                                \
      odd ^= odd << 1;                                                                                      \
      odd ^= odd << 2;                                                                                      \
      odd ^= odd << 4;                                                                                      \
      odd ^= odd << 8;                                                                                      \
      odd ^= odd << 16;                                                                                     \
      odd ^= odd << 32;                                                                                     \
      odd ^= inside;                                                                                        \
      const uint64_t closing = quotes & ~odd;                                                               \
      /* A line end between quotation marks is looked at with care: the mark may be a lone one. */         \
      if ((quotes & odd & ~(any << 1 | edge)) | ((closing << 1 | closed) & ~any) | (lines & odd)) break;    \
      found &= ~odd;                                                                                        \
      lines &= ~odd;                                                                                        \
      inside = 0 - (odd >> 63);                                                                             \
      closed = closing >> 63;                                                                               \
    }                                                                                                       \
    edge = any >> 63;                                                                                       \
    returned = marks.returns >> 63;                                                                         \
    rest = ~0ull;                                                                                           \
    const uint64_t all = found;                                                                             \
    const uint32_t before = count;                                                                          \
    MASA_WRITE_PLACES                                                                                       \
    const uint32_t here = (uint32_t)__builtin_popcountll(lines);                                            \
    uint32_t *end = ends + records;                                                                         \
    records += here;                                                                                        \
    MASA_END(0) MASA_END(1)                                                                                 \
    for (uint32_t i = 2; __builtin_expect(i < here, 0); i++) { MASA_END(i) }                                \
  }                                                                                                         \
  return (masa_records){records, offset};

static inline uint32_t masa_mark_places_plain(
    const uint8_t *bytes, uint32_t length, uint8_t delimiter, uint32_t *places) {
  MASA_MARK_PLACES(masa_byte_marks_plain)
}

static inline masa_records masa_record_ends_plain(
    const uint8_t *bytes, uint32_t from, uint32_t length, uint8_t delimiter, uint32_t *places, uint32_t *ends) {
  MASA_RECORD_ENDS(masa_byte_marks_plain)
}

#if defined(__x86_64__)

typedef uint8_t masa_bytes32 __attribute__((vector_size(32)));
typedef char masa_chars32 __attribute__((vector_size(32)));

#define MASA_WIDE __attribute__((target("avx2,bmi,popcnt")))
#define MASA_IS_WIDE \
  (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt"))
#define MASA_FOUND32(byte) ((uint64_t)(uint32_t)__builtin_ia32_pmovmskb256((masa_chars32)(value == (uint8_t)(byte))))

MASA_WIDE static inline masa_byte_marks masa_byte_marks_wide(const uint8_t *bytes, uint8_t delimiter) {
  masa_bytes32 value, second;
  memcpy(&value, bytes, 32);
  memcpy(&second, bytes + 32, 32);
  const masa_byte_marks marks = {
      MASA_FOUND32(delimiter), MASA_FOUND32('\n'), MASA_FOUND32('\r'), MASA_FOUND32('"')};
  value = second;
  return (masa_byte_marks){
      marks.delimiters | MASA_FOUND32(delimiter) << 32, marks.feeds | MASA_FOUND32('\n') << 32,
      marks.returns | MASA_FOUND32('\r') << 32, marks.quotes | MASA_FOUND32('"') << 32};
}

MASA_WIDE static inline uint32_t masa_mark_places_wide(
    const uint8_t *bytes, uint32_t length, uint8_t delimiter, uint32_t *places) {
  MASA_MARK_PLACES(masa_byte_marks_wide)
}

MASA_WIDE static inline masa_records masa_record_ends_wide(
    const uint8_t *bytes, uint32_t from, uint32_t length, uint8_t delimiter, uint32_t *places, uint32_t *ends) {
  MASA_RECORD_ENDS(masa_byte_marks_wide)
}

#else

#define MASA_IS_WIDE 0
#define masa_mark_places_wide masa_mark_places_plain
#define masa_record_ends_wide masa_record_ends_plain

#endif

static inline uint32_t masa_mark_places(
    const uint8_t *bytes, uint32_t length, uint8_t delimiter, uint32_t *places) {
  return MASA_IS_WIDE ? masa_mark_places_wide(bytes, length, delimiter, places)
                      : masa_mark_places_plain(bytes, length, delimiter, places);
}

static inline masa_records masa_record_ends(
    const uint8_t *bytes, uint32_t from, uint32_t length, uint8_t delimiter, uint32_t *places, uint32_t *ends) {
  return MASA_IS_WIDE ? masa_record_ends_wide(bytes, from, length, delimiter, places, ends)
                      : masa_record_ends_plain(bytes, from, length, delimiter, places, ends);
}

#endif
