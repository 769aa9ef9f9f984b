/*
 * memory: where what a command allocates comes from.
 */
#ifndef QUERY_CLI_MEMORY_H
#define QUERY_CLI_MEMORY_H

/*
 * Has the heap of this process grow on pages of 2 MiB, where the system has such, and keeps what is
 * freed. A command runs once: each small page would cost it a fault, 12,000 of them for a list of
 * all persons of 100,000 releases, which were half of its time on a virtual machine. Where there is
 * less memory than it asks for, all is as before. To be called before threads start.
 */
void memory_prepare(void);

#endif
