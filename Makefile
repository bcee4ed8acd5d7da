# make report   builds Masa and the sample client's site, and says where it is
# make test     lints, builds and runs every test, then looks at every page of the sample clients in a browser
# make lint     looks at the form of the sources, and builds all with its tests: no undeclared import, no warning
# make studies  makes all runs of the simulated studies in a release build, and writes docs/studies.md
# make faults   kills runs, runs many at once and lets every call of the system fail once; docs/reliability.md
# make install  builds Masa and puts it into PREFIX (/usr/local): bin/masa and share/masa/site-templates
# make bench    runs the benchmarks
# make sanitize runs the tests of reading and of threads under the thread and the address sanitizer
# make fuzz     throws damaged files at every reader for SECONDS (600) each; READERS="csv jsonl" chooses
# make format   formats the sources
# make clean    removes what was built
# make browser  looks at every page of the sample clients in a browser

MASA := .build/release/masa
# One build for the tests and for the program they run: optimised as it is shipped, with every check of a debug build.
CHECKED := .build-tests
CHECKED_BUILD := -c release --scratch-path $(CHECKED) -Xswiftc -enable-testing -Xswiftc -assert-config -Xswiftc Debug
SAMPLES := $(wildcard data/*/project.yml)
SOURCES := Package.swift Sources Tests Fuzzing Benchmarks/Package.swift Benchmarks/Sources

PREFIX := /usr/local

.PHONY: report test lint studies faults browser install bench sanitize fuzz format clean packages

report: packages
	swift build -c release --product masa
	$(MASA) report data/nof-home/project.yml --output output
	@echo "All clients and periods: $(CURDIR)/output/index.html"

test:
	scripts/install-packages test
	BUILD="$(CHECKED_BUILD)" scripts/lint $(SOURCES)
	MASA_PROGRAM="$(CURDIR)/$(CHECKED)/release/masa" swift test --skip-build $(CHECKED_BUILD)
	$(MAKE) --no-print-directory browser MASA=$(CHECKED)/release/masa

lint: packages
	scripts/lint $(SOURCES)

studies: packages
	scripts/studies

faults: packages
	swift build -c release --product masa
	swift build --build-tests
	MASA_FAULTS=all MASA_PROGRAM="$(CURDIR)/$(MASA)" swift test --skip-build --filter InterruptionTests

browser:
	@test -n "$(SAMPLES)" || { echo "data/ holds no sample client"; exit 1; }
	@test -x $(MASA) || swift build -c release --product masa
	rm -rf .build/samples
	@for project in $(SAMPLES); do \
	  echo "$(MASA) report $$project --output .build/samples"; \
	  $(MASA) report "$$project" --output .build/samples || exit 1; \
	done
	scripts/browser-test .build/samples

install: packages
	swift build -c release --product masa
	scripts/install-program "$(MASA)" "$(DESTDIR)$(PREFIX)"

bench: packages
	swift build -c release --product masa
	swift run --package-path Benchmarks -c release Benchmarks $(MASA)

# Leaks are not looked for: a reader that refuses a file ends the program, and does not tidy up first.
sanitize:
	swift build --build-tests --sanitize=thread --scratch-path .build-thread
	swift test --skip-build --sanitize=thread --scratch-path .build-thread --filter 'KeyedRowsTests|InvarianceTests|CoresTests|XESTests|EventStorageTests|SpareMemoryTests'
	swift build --build-tests --sanitize=address --scratch-path .build-address
	ASAN_OPTIONS=detect_leaks=0 swift test --skip-build --sanitize=address --scratch-path .build-address \
	  --filter 'ReadingTests|JourneysTests'

SECONDS := 600
FUZZ_OPTIONS := detect_leaks=0:malloc_context_size=3:quarantine_size_mb=16
READERS := $(notdir $(sort $(wildcard Fuzzing/Corpus/*)))

# What libFuzzer finds interesting is kept in .build-fuzz, what breaks a reader in .build-fuzz/found.
fuzz: packages
	MASA_FUZZING=1 swift build -c release --product fuzz --sanitize=fuzzer --scratch-path .build-fuzz \
	  -Xswiftc -sanitize=fuzzer,address -Xswiftc -enable-testing -Xswiftc -use-ld=lld
	@status=0; for reader in $(READERS); do \
	  mkdir -p .build-fuzz/corpus/$$reader .build-fuzz/found; \
	  echo "$$reader: $(SECONDS) seconds"; \
	  MASA_READER=$$reader SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=$(FUZZ_OPTIONS) nice -n 19 .build-fuzz/release/fuzz \
	    -max_total_time=$(SECONDS) -max_len=4096 -timeout=10 -rss_limit_mb=3000 -print_final_stats=1 -verbosity=0 \
	    -artifact_prefix=.build-fuzz/found/$$reader- .build-fuzz/corpus/$$reader Fuzzing/Corpus/$$reader || status=1; \
	done; exit $$status

format:
	swift format --in-place --recursive --parallel $(SOURCES)

clean:
	swift package clean
	rm -rf .build/samples $(CHECKED) .build-thread .build-address .build-fuzz .build-studies

packages:
	@scripts/install-packages
