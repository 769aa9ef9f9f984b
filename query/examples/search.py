"""Searches an archive and prints a page of hits: search.py ARCHIVE QUERY"""
import sys
from ctypes import *

class Options(Structure):  # the beginning of struct fund_search_options; the rest has its defaults
    _fields_ = [("size", c_size_t), ("query", c_char_p)]
class Hit(Structure):  # the beginning of struct fund_hit
    _fields_ = [("rank", c_uint32), ("id", c_char_p), ("file", c_char_p),
                ("published", c_int32), ("title", c_char_p)]
class Error(Structure):
    _fields_ = [("code", c_int), ("offset", c_size_t), ("message", c_char * 256)]

fund, archive, results, error = CDLL("libfundstelle.so.0"), c_void_p(), c_void_p(), Error()
fund.fund_results_hit.restype = POINTER(Hit)
options = Options(sizeof(Options), sys.argv[2].encode())
if (fund.fund_archive_open(sys.argv[1].encode(), None, byref(archive), byref(error))
        or fund.fund_archive_search(archive, byref(options), byref(results), byref(error))):
    sys.exit(error.message.decode())
for i in range(fund.fund_results_count(results)):
    hit = fund.fund_results_hit(results, i).contents
    print(hit.id.decode(), hit.title.decode(), sep="  ")
fund.fund_results_free(results)
fund.fund_archive_close(archive)
