#ifndef MASA_ROW_SUMS_H
#define MASA_ROW_SUMS_H

#include <stdint.h>
#include <string.h>

// Sums of rows of counts, each row as often as it is named: what a bootstrap over groups takes most of its time for.
//
// Vertical SIMD addition, blocked by columns: thirty-two columns stand in registers while all rows go by, so that of every
// row each cell is loaded once and no sum is. Rows are of a multiple of sixteen cells, one behind the other; `rows` names
// where each begins, in cells. Nothing is kept, nothing is shared, and which rows come first does not matter.

// Rows need not begin at a multiple of thirty-two bytes.
typedef uint32_t masa_counts __attribute__((vector_size(32), aligned(4), may_alias));
#define MASA_COUNTS(cells) (*(const masa_counts *)(cells))

#define MASA_SUM_ROWS                                                            \
  uint32_t column = 0;                                                           \
  for (; column + 32 <= width; column += 32) {                                   \
    masa_counts a = {0}, b = {0}, c = {0}, d = {0};                              \
    for (uint32_t i = 0; i < count; i++) {                                       \
      const uint32_t *row = counts + rows[i] + column;                           \
      a += MASA_COUNTS(row);                                                     \
      b += MASA_COUNTS(row + 8);                                                 \
      c += MASA_COUNTS(row + 16);                                                \
      d += MASA_COUNTS(row + 24);                                                \
    }                                                                            \
    memcpy(sums + column, &a, sizeof a);                                         \
    memcpy(sums + column + 8, &b, sizeof b);                                     \
    memcpy(sums + column + 16, &c, sizeof c);                                    \
    memcpy(sums + column + 24, &d, sizeof d);                                    \
  }                                                                              \
  if (column < width) {                                                          \
    masa_counts a = {0}, b = {0};                                                \
    for (uint32_t i = 0; i < count; i++) {                                       \
      a += MASA_COUNTS(counts + rows[i] + column);                               \
      b += MASA_COUNTS(counts + rows[i] + column + 8);                           \
    }                                                                            \
    memcpy(sums + column, &a, sizeof a);                                         \
    memcpy(sums + column + 8, &b, sizeof b);                                     \
  }

// The same of amounts, sixteen columns at a time: rows are of a multiple of sixteen, and are added in the order they are
// named in, so that the sums are those of a plain loop to the last digit.
typedef double masa_amounts __attribute__((vector_size(32), aligned(8), may_alias));
#define MASA_AMOUNTS(cells) (*(const masa_amounts *)(cells))

#define MASA_SUM_AMOUNTS                                                         \
  for (uint32_t column = 0; column + 16 <= width; column += 16) {                \
    masa_amounts a = {0}, b = {0}, c = {0}, d = {0};                             \
    for (uint32_t i = 0; i < count; i++) {                                       \
      const double *row = amounts + rows[i] + column;                            \
      a += MASA_AMOUNTS(row);                                                    \
      b += MASA_AMOUNTS(row + 4);                                                \
      c += MASA_AMOUNTS(row + 8);                                                \
      d += MASA_AMOUNTS(row + 12);                                               \
    }                                                                            \
    memcpy(sums + column, &a, sizeof a);                                         \
    memcpy(sums + column + 4, &b, sizeof b);                                     \
    memcpy(sums + column + 8, &c, sizeof c);                                     \
    memcpy(sums + column + 12, &d, sizeof d);                                    \
  }

static inline void masa_sum_amounts_plain(
    const double *amounts, const uint32_t *rows, uint32_t count, uint32_t width, double *sums) {
  MASA_SUM_AMOUNTS
}

static inline void masa_sum_rows_plain(
    const uint32_t *counts, const uint32_t *rows, uint32_t count, uint32_t width, uint32_t *sums) {
  MASA_SUM_ROWS
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) static inline void masa_sum_rows_wide(
    const uint32_t *counts, const uint32_t *rows, uint32_t count, uint32_t width, uint32_t *sums) {
  MASA_SUM_ROWS
}

__attribute__((target("avx2"))) static inline void masa_sum_amounts_wide(
    const double *amounts, const uint32_t *rows, uint32_t count, uint32_t width, double *sums) {
  MASA_SUM_AMOUNTS
}

static inline void masa_sum_amounts(
    const double *amounts, const uint32_t *rows, uint32_t count, uint32_t width, double *sums) {
  if (__builtin_cpu_supports("avx2")) masa_sum_amounts_wide(amounts, rows, count, width, sums);
  else masa_sum_amounts_plain(amounts, rows, count, width, sums);
}

static inline void masa_sum_rows(
    const uint32_t *counts, const uint32_t *rows, uint32_t count, uint32_t width, uint32_t *sums) {
  if (__builtin_cpu_supports("avx2")) masa_sum_rows_wide(counts, rows, count, width, sums);
  else masa_sum_rows_plain(counts, rows, count, width, sums);
}

#else

#define masa_sum_rows masa_sum_rows_plain
#define masa_sum_rows_wide masa_sum_rows_plain
#define masa_sum_amounts masa_sum_amounts_plain
#define masa_sum_amounts_wide masa_sum_amounts_plain

#endif

#endif
