# Numbers are read whole or not at all; 1000 hits a page and 100000 to leave out are the limits.
. "$FUNCTIONS"
fails "'10x' is no whole number from 0 to 1000" search --limit 10x Rathaus
fails "'-1' is no whole number" search --limit -1 Rathaus
fails "'+1' is no whole number" search --limit=+1 Rathaus
fails "' 1' is no whole number" search --limit ' 1' Rathaus
fails "'' is no whole number" search --limit= Rathaus
fails "'1001' is no whole number" search --limit 1001 Rathaus
fails "'99999999999999999999' is no whole number" search --limit 99999999999999999999 Rathaus
fails "'0x10' is no whole number from 0 to 100000" search --offset 0x10 Rathaus
fails "'100001' is no whole number" search --offset 100001 Rathaus
