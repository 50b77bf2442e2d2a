-- When something about this database was last done. Times are milliseconds since 1970, UTC. Nothing about anybody.
create table marks (
    name          text    not null primary key,   -- written: by a health check; copied: by a backup, so that a restored copy knows that it is one
    at            bigint  not null
);
