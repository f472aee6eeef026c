# Write what R finds in an export as CSV: every table, and why its empty cells are empty.
# Rscript read.R FORMAT PATH FOLDER

suppressPackageStartupMessages(library(haven))
given <- commandArgs(trailingOnly = TRUE)
form <- given[1]
path <- given[2]
folder <- given[3]

as_text <- function(column) {
  if (is.labelled(column) && is.numeric(column) && !inherits(column, "Date")) {
    # Labels of values, not of missing ones: such a column is a list of terms or of truths.
    named <- attr(column, "labels")
    named <- named[!is.na(named) & !is_tagged_na(named) & named > -999990]
    column <- zap_missing(column)
    if (length(named) > 0) {
      return(as.character(names(named)[match(as.numeric(column), named)]))
    }
    column <- as.numeric(column)
  }
  if (inherits(column, "Date")) {
    return(format(column, "%Y-%m-%d"))
  }
  if (is.labelled(column)) {
    column <- as.character(zap_labels(zap_missing(column)))
  }
  if (is.numeric(column)) {
    return(ifelse(is.na(column), NA, sprintf("%.17g", column)))
  }
  as.character(column)
}

why_empty <- function(column) {
  if (inherits(column, "haven_labelled_spss")) {
    plain <- as.vector(unclass(column))
    if (identical(attr(column, "format.spss"), "SDATE10")) {
      # haven makes days of seconds also where the number is the mark of a missing day.
      plain <- round((plain + 141428) * 86400)
    }
    return(ifelse(plain %in% attr(column, "na_values"), as.character(plain), NA))
  }
  if (is.double(column)) na_tag(column) else rep(NA, length(column))
}

put <- function(name, table, ask) {
  if (nrow(table) == 0) stop(name, " has no rows")
  found <- as.data.frame(lapply(table, ask), check.names = FALSE)
  # Bytes, so that no locale changes a letter.
  file <- file(file.path(folder, name), open = "w", encoding = "UTF-8")
  write.csv(found, file, row.names = FALSE, na = "", quote = TRUE)
  close(file)
}

if (form == "sqlite") {
  database <- DBI::dbConnect(RSQLite::SQLite(), path, extended_types = TRUE, bigint = "numeric")
  for (name in DBI::dbListTables(database)) {
    table <- DBI::dbReadTable(database, name, check.names = FALSE)
    put(paste0(name, ".csv"), table, as_text)
  }
  DBI::dbDisconnect(database)
} else {
  files <- list.files(path, pattern = "[.](dta|sav)$", full.names = TRUE)
  for (file in files) {
    name <- sub("[.](dta|sav)$", "", basename(file))
    if (form == "stata") {
      table <- marked <- read_dta(file)
    } else {
      table <- read_sav(file)
      marked <- read_sav(file, user_na = TRUE)
    }
    put(paste0(name, ".csv"), table, as_text)
    put(paste0(name, ".why.csv"), marked, why_empty)
    labels <- vapply(table, function(column) attr(column, "label"), "")
    writeLines(labels, file.path(folder, paste0(name, ".labels.txt")), useBytes = TRUE)
    writeLines(as.character(attr(table, "notes")), file.path(folder, paste0(name, ".notes.txt")))
  }
}
