package dev.skytrove.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestFileMapping {
    @Test
    void filesThatMayNotBeWrittenAndWhetherTheyWere() {
        String smaps = """
                00400000-00405000 r--p 00000000 fe:00 2515165    /opt/a binary
                Rss:                  16 kB
                Anonymous:             0 kB
                Swap:                  0 kB
                VmFlags: rd mr mw me
                00405000-00415000 r-xp 00005000 fe:00 2515165    /opt/a binary
                Rss:                   0 kB
                Anonymous:             0 kB
                Swap:                  0 kB
                VmFlags: rd ex mr mw me
                036b0000-036c4000 r--p 032b0000 fe:00 2515165    /opt/relocated
                Rss:                   8 kB
                Anonymous:             4 kB
                Swap:                  0 kB
                VmFlags: rd mr mw me ac
                036d0000-036d4000 r--p 032b0000 fe:00 2515165    /opt/relocated and swapped
                Rss:                   8 kB
                Anonymous:             0 kB
                Swap:                  4 kB
                VmFlags: rd mr mw me ac
                036e0000-069e0000 rw-p 032e0000 fe:00 2515165    /opt/a binary
                Rss:                   8 kB
                Anonymous:             0 kB
                Swap:                  0 kB
                VmFlags: rd wr mr mw me ac
                7f5e62200000-7f5e63500000 r--p 00000000 00:00 0
                Rss:                   8 kB
                Anonymous:             0 kB
                Swap:                  0 kB
                VmFlags: rd mr mw me ac
                7ffc1c3f2000-7ffc1c3f4000 r-xp 00000000 00:00 0  [vdso]
                Rss:                   8 kB
                Anonymous:             0 kB
                Swap:                  0 kB
                VmFlags: rd ex mr mw me de
                ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0  [vsyscall]
                VmFlags: ex
                """;

        assertThat(FileMapping.parse(smaps.lines().toList()))
                .isEqualTo(List.of(
                        new FileMapping(0x400000, 0x5000, 16, true),
                        new FileMapping(0x405000, 0x10000, 0, true),
                        new FileMapping(0x36b0000, 0x14000, 8, false),
                        new FileMapping(0x36d0000, 0x4000, 8, false)));
    }
}
