# The other side of the benchmark, on the same data: lmerTest's mixed model, and pROC's DeLong covariance of all pairs of curves.
# Arguments: folder with times.csv and ratings.csv. Prints one line a measurement: name, version, median seconds.
folder <- commandArgs(trailingOnly = TRUE)[1]
clock <- function(act, again = 3) {
  act()
  median(sapply(seq_len(again), function(i) system.time(act())[["elapsed"]]))
}
say <- function(name, version, seconds) cat(name, "\t", as.character(version), "\t", seconds, "\n", sep = "")
has <- function(package) suppressWarnings(suppressMessages(requireNamespace(package, quietly = TRUE)))

if (has("lmerTest")) {
  times <- read.csv(file.path(folder, "times.csv"))
  times[c("reader", "case", "condition", "period")] <- lapply(times[c("reader", "case", "condition", "period")], factor)
  fit <- function() {
    model <- lmerTest::lmer(log(seconds) ~ condition + period + (1 | reader) + (1 | case) + (1 | reader:condition), times)
    coef(summary(model))
  }
  say("lmer", packageVersion("lme4"), clock(fit))
}
if (has("pROC")) {
  ratings <- as.matrix(read.csv(file.path(folder, "ratings.csv")))
  truth <- ratings[, 1]
  delong <- function() {
    curves <- lapply(2:ncol(ratings), function(k) pROC::roc(truth, ratings[, k], quiet = TRUE, direction = "<"))
    for (i in seq_along(curves)) {
      pROC::var(curves[[i]])
      for (j in seq_len(i - 1)) pROC::cov(curves[[i]], curves[[j]])
    }
  }
  say("delong", packageVersion("pROC"), clock(delong, 1))
}
