# make report   builds Masa and the sample client's site, and says where it is
# make test     builds and runs every test, then looks at every page of the sample clients in a browser
# make bench    runs the benchmarks
# make sanitize runs the tests of reading and of threads under the thread and the address sanitizer
# make format   formats the sources
# make clean    removes what was built
# make browser  looks at every page of the sample clients in a browser

MASA := .build/release/masa
SAMPLES := $(wildcard data/*/project.yml)
FORMAT := {"version": 1, "lineLength": 120, "indentation": {"spaces": 2}}

.PHONY: report test browser bench sanitize format clean packages

report: packages
	swift build -c release --product masa
	$(MASA) report data/nof-home/project.yml --output output
	@echo "All clients and periods: $(CURDIR)/output/index.html"

test:
	scripts/install-packages test
	swift build -c release --product masa
	swift test
	$(MAKE) --no-print-directory browser

browser:
	@test -n "$(SAMPLES)" || { echo "data/ holds no sample client"; exit 1; }
	@test -x $(MASA) || swift build -c release --product masa
	rm -rf .build/samples
	@for project in $(SAMPLES); do \
	  echo "$(MASA) report $$project --output .build/samples"; \
	  $(MASA) report "$$project" --output .build/samples || exit 1; \
	done
	scripts/browser-test .build/samples

bench: packages
	swift build -c release --product masa
	swift run --package-path Benchmarks -c release Benchmarks $(MASA)

# Leaks are not looked for: a reader that refuses a file ends the program, and does not tidy up first.
sanitize:
	swift build --build-tests --sanitize=thread --scratch-path .build-thread
	swift test --skip-build --sanitize=thread --scratch-path .build-thread --filter 'KeyedRowsTests|InvarianceTests'
	swift build --build-tests --sanitize=address --scratch-path .build-address
	ASAN_OPTIONS=detect_leaks=0 swift test --skip-build --sanitize=address --scratch-path .build-address \
	  --filter 'ReadingTests|JourneysTests'

format:
	swift format --in-place --recursive --parallel --configuration '$(FORMAT)' Package.swift Sources Tests

clean:
	swift package clean
	rm -rf .build/samples .build-thread .build-address

packages:
	@scripts/install-packages
