// Package stats folds the facts of the book into figures: lines of the list
// of calls, sums by the quarter hour, and the formulas of D-20. Every figure
// shown anywhere is such a fold, so that it opens the calls behind it.
package stats
