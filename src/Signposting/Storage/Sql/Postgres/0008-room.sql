-- What is written to see whether a form could be kept takes as much room as a form: a disk that is nearly full has some for a date.
alter table marks add column room bytea;
