# Spojka: run, test, measure, make an image. `make` alone lists what there is.
BOARD ?= virt
ARGS ?=
PARTS ?=
N ?= 200
SOAKED = ./firmware/spojka ./firmware/store ./firmware/config ./telephony/book ./telephony/record ./telephony/records ./telephony/sipline
SOAKS = ^Test(Long|Kill|PeersLeaveNothing|Storm|Races|Wire19Glare|Damaged|Torn|StartWithManyCalls|ManyCustomers)

export CGO_ENABLED ?= 0

.PHONY: help run test bench slow soak image emulate coverage-requirements coverage-wire licences

help: ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 24

run: ## build and start the whole box (ARGS="--web-port 8081", see build/spojka run --help)
	@go build -o build/spojka ./firmware/spojka
	@./build/spojka run $(ARGS)

test: ## everything that must pass, within 45 minutes (PARTS=unit,fuzz for some of it; CI=true: nothing may be missing)
	@CGO_ENABLED=1 go run ./firmware/testrun -parts "$(PARTS)"

bench: ## measure delay, rate, added latency, CPU and memory (PARTS=memory,sound,signalling,pages,board for some of it)
	SPOJKA_BENCH=$(or $(PARTS),1) go test -count=1 -timeout 60m -v -run '^TestLongBench' -p 1 ./firmware/spojka ./board/guest

slow: ## the same on 25 % of one core, 512 MB and a slow disk (as root, on two cores or more)
	go build -o build/slowly ./firmware/slowly
	SPOJKA_BENCH=$(or $(PARTS),1) SPOJKA_UNDER=$(CURDIR)/build/slowly taskset -c 1 go test -count=1 -timeout 60m -v -run '^TestLongBench' ./firmware/spojka

soak: ## kills and load with big counts, figures beside limits: 1½ hours (N=200 kills, PARTS=TestLongSilent for some of it)
	SPOJKA_SOAK=$(N) go test -count=1 -timeout 24h -p 1 -v -run '$(or $(PARTS),$(SOAKS))' $(SOAKED)

image: ## make build/$(BOARD).img, an image with the box in it
	@go run ./images build --board $(BOARD) --out build/$(BOARD).img --flags "$(ARGS)"

emulate: ## boot build/virt.img in an emulator on this computer
	@go build -o build/images ./images
	@./build/images emulate --image build/virt.img $(ARGS)

coverage-requirements: ## every requirement with the tests that prove it
	@go run ./firmware/coverage

coverage-wire: ## every habit of real lines and phones with the tests that are about it
	@go run ./firmware/coverage -wire

licences: ## the licences of everything that is linked into the box
	@go run ./firmware/licences
