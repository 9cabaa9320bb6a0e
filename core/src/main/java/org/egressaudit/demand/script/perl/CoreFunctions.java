package org.egressaudit.demand.script.perl;

import java.util.Set;

/** The functions and words of the language itself (perldoc perlfunc, version 5.36). */
final class CoreFunctions {

    /** Before a name: the language's own, whatever the program calls so (perldoc CORE). */
    static final String PREFIX = "CORE::";

    private static final Set<String> NAMES = Set.of("""
            abs accept alarm bind binmode bless break caller chdir chmod chomp chop chown chr chroot \
            close closedir connect continue cos crypt dbmclose dbmopen defined delete die do dump each \
            endgrent endhostent endnetent endprotoent endpwent endservent eof eval evalbytes exec \
            exists exit exp fc fcntl fileno flock fork format formline getc getgrent getgrgid getgrnam \
            gethostbyaddr gethostbyname gethostent getlogin getnetbyaddr getnetbyname getnetent \
            getpeername getpgrp getppid getpriority getprotobyname getprotobynumber getprotoent \
            getpwent getpwnam getpwuid getservbyname getservbyport getservent getsockname getsockopt \
            glob gmtime goto grep hex import index int ioctl join keys kill last lc lcfirst length \
            link listen local localtime lock log lstat map mkdir msgctl msgget msgrcv msgsnd my next \
            no oct open opendir ord our pack package pipe pop pos print printf prototype push \
            quotemeta rand read readdir readline readlink readpipe recv redo ref rename require reset \
            return reverse rewinddir rindex rmdir say scalar seek seekdir select semctl semget semop \
            send setgrent sethostent setnetent setpgrp setpriority setprotoent setpwent setservent \
            setsockopt shift shmctl shmget shmread shmwrite shutdown sin sleep socket socketpair sort \
            splice split sprintf sqrt srand stat state study sub substr symlink syscall sysopen \
            sysread sysseek system syswrite tell telldir tie tied time times truncate uc ucfirst umask \
            undef unlink unpack unshift untie use utime values vec wait waitpid wantarray warn write""".split(" "));

    private CoreFunctions() {}

    static boolean contain(String name) {
        return NAMES.contains(name);
    }

    /** The name without {@code CORE::} before it. */
    static String plain(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }
}
