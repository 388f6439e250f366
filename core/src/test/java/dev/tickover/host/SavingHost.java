package dev.tickover.host;

import dev.tickover.testing.Installation;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Is a host that saves its work again and again, until it is killed. */
public final class SavingHost {

    static final String WORK = "agent-7";
    static final int SIZE = 200_000;

    private SavingHost() {}

    /** Says each state once it is saved; a state is its number, many times over. */
    public static void main(String[] arguments) throws IOException {
        TickHost host = TickHost.attach(Installation.APP);
        Work work = host.beginWork(WORK);
        for (int i = 0; ; i++) {
            work.save(state(i));
            System.out.println("saved " + i);
        }
    }

    /** Returns a number, many times over. */
    static byte[] state(int number) {
        ByteBuffer state = ByteBuffer.allocate(SIZE);
        while (state.hasRemaining()) {
            state.putInt(number);
        }
        return state.array();
    }
}
