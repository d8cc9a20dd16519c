package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/netip"
	"os"
	"sync"
	"time"

	"github.com/spojka/spojka/firmware/config"
	"github.com/spojka/spojka/firmware/health"
	"github.com/spojka/spojka/firmware/store"
	"github.com/spojka/spojka/telephony"
	"github.com/spojka/spojka/telephony/acd"
	"github.com/spojka/spojka/telephony/book"
	"github.com/spojka/spojka/telephony/exchange"
	"github.com/spojka/spojka/telephony/records"
	"github.com/spojka/spojka/telephony/sipline"
)

// box is the brain plugged together.
type box struct {
	s      settings
	cfg    *config.Config
	book   *book.Book
	cards  *records.Records
	clock  clock
	x      *exchange.Exchange
	line   *sipline.Line
	sound  *soundLink
	health *health.Health
}
