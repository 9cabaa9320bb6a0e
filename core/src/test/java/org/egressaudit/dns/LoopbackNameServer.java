package org.egressaudit.dns;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.egressaudit.net.IpAddress;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A recursive-looking name server on loopback, UDP and TCP on one port, that answers from a zone text. */
public final class LoopbackNameServer implements AutoCloseable {

    /** Changes an answer, or answers nothing; the second argument is whether it goes by TCP. */
    public interface Mood extends BiFunction<Message, Boolean, Optional<Message>> {}

    private final Map<Name, List<Record>> records = new HashMap<>();
    private final Mood mood;
    private final long delayMillis;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger questions = new AtomicInteger();
    final AtomicInteger tcpQuestions = new AtomicInteger();

    public LoopbackNameServer(String zone, long delayMillis, Mood mood) {
        this.mood = mood;
        this.delayMillis = delayMillis;
        try {
            Master master =
                    new Master(new ByteArrayInputStream(zone.getBytes(StandardCharsets.US_ASCII)), Name.root, 300);
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                records.computeIfAbsent(record.getName(), name -> new ArrayList<>())
                        .add(record);
            }
            InetAddress loopback = InetAddress.getLoopbackAddress();
            tcp = new ServerSocket(0, 50, loopback);
            udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()));
            udp.setReceiveBufferSize(4 << 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::serveUdp);
        threads.execute(this::serveTcp);
    }

    public static LoopbackNameServer of(String zone) {
        return new LoopbackNameServer(zone, 0, (answer, byTcp) -> Optional.of(answer));
    }

    /** How many questions came, by either transport. */
    public int questions() {
        return questions.get();
    }

    public NameServer address() {
        return new NameServer(IpAddress.of("127.0.0.1"), tcp.getLocalPort());
    }

    private void serveUdp() {
        byte[] buffer = new byte[65_535];
        while (!udp.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                udp.receive(packet);
                Message query = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
                var client = packet.getSocketAddress();
                OPTRecord extended = query.getOPT();
                int room = extended == null ? 512 : extended.getPayloadSize();
                mood.apply(answer(query), false).ifPresent(answer -> {
                    byte[] bytes = answer.toWire(room);
                    later.schedule(
                            () -> {
                                udp.send(new DatagramPacket(bytes, bytes.length, client));
                                return null;
                            },
                            delayMillis,
                            TimeUnit.MILLISECONDS);
                });
            } catch (IOException closedOrGarbage) {
                // the next packet decides
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
            while (true) {
                byte[] bytes = new byte[in.readUnsignedShort()];
                in.readFully(bytes);
                tcpQuestions.incrementAndGet();
                Optional<Message> answer = mood.apply(answer(new Message(bytes)), true);
                if (answer.isPresent()) {
                    byte[] wire = answer.get().toWire(65_535);
                    out.writeShort(wire.length);
                    out.write(wire);
                    out.flush();
                }
            }
        } catch (IOException closed) {
            // the client has its answer
        }
    }

    private Message answer(Message query) {
        questions.incrementAndGet();
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        if (query.getOPT() != null) {
            answer.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        }
        Name name = question.getName();
        boolean exists = false;
        for (int step = 0; step < 40; step++) {
            List<Record> own = records.getOrDefault(name, List.of());
            exists |= !own.isEmpty();
            own.stream()
                    .filter(r -> r.getType() == question.getType())
                    .forEach(r -> answer.addRecord(r, Section.ANSWER));
            Optional<Record> alias =
                    own.stream().filter(r -> r.getType() == Type.CNAME).findFirst();
            if (alias.isEmpty() || answer.findRecord(alias.get(), Section.ANSWER)) {
                break;
            }
            answer.addRecord(alias.get(), Section.ANSWER);
            name = ((org.xbill.DNS.CNAMERecord) alias.get()).getTarget();
        }
        if (!exists) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return answer;
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
        later.shutdownNow();
    }
}
