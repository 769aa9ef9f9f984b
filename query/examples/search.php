<?php
// Searches an archive and prints a page of hits with what is found most often in all of them:
// search.php ARCHIVE QUERY [HEADER], the HEADER being the fundstelle.ffi.h beside fundstelle.h.
[, $path, $query] = $argv;
$header = $argv[3] ?? '/usr/local/include/fundstelle.ffi.h';
$fund = FFI::cdef(file_get_contents($header), 'libfundstelle.so.0');
$error = $fund->new('struct fund_error');
$archive = $fund->new('fund_archive *');
$results = $fund->new('fund_results *');

// Memory of a struct's string is the caller's, so that PHP must keep it until the call is over.
$text = $fund->new('char[' . (strlen($query) + 1) . ']');
FFI::memcpy($text, $query, strlen($query));
$options = $fund->new('struct fund_search_options');
$fund->fund_search_options_init(FFI::addr($options), FFI::sizeof($options), null);
$options->query = $fund->cast('char *', FFI::addr($text));
$options->facets = 1 << $fund->FUND_FACET_YEAR;

if ($fund->fund_archive_open($path, null, FFI::addr($archive), FFI::addr($error)) !== $fund->FUND_OK
    || $fund->fund_archive_search($archive, FFI::addr($options), FFI::addr($results),
        FFI::addr($error)) !== $fund->FUND_OK) {
    fwrite(STDERR, FFI::string($error->message) . "\n");
    exit(1);
}
for ($i = 0; $i < $fund->fund_results_count($results); $i++) {
    $hit = $fund->fund_results_hit($results, $i);
    echo $hit->id, '  ', $hit->title, "\n";
}
$years = $fund->fund_results_facet($results, $fund->FUND_FACET_YEAR);
for ($i = 0; $i < $years->value_count; $i++) {
    echo $years->values[$i]->value, ': ', $years->values[$i]->count, "\n";
}
$fund->fund_results_free($results);
$fund->fund_archive_close($archive);
