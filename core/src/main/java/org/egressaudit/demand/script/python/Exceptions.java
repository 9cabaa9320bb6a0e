package org.egressaudit.demand.script.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The built-in exceptions and what they inherit from, after "Exception hierarchy" of the library reference. */
final class Exceptions {

    /** Each row: a class, then what inherits from it. */
    private static final String[] HIERARCHY = {
        "BaseException: Exception SystemExit KeyboardInterrupt GeneratorExit BaseExceptionGroup",
        "Exception: ArithmeticError AssertionError AttributeError BufferError EOFError ImportError LookupError MemoryError"
                + " NameError OSError ReferenceError RuntimeError StopIteration StopAsyncIteration SyntaxError SystemError"
                + " TypeError ValueError Warning StandardError ExceptionGroup subprocess.SubprocessError"
                + " http.client.HTTPException smtplib.SMTPException configparser.Error ftplib.Error",
        "ArithmeticError: FloatingPointError OverflowError ZeroDivisionError",
        "ImportError: ModuleNotFoundError",
        "LookupError: IndexError KeyError",
        "NameError: UnboundLocalError",
        "OSError: BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError InterruptedError"
                + " IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError socket.gaierror"
                + " socket.herror ssl.SSLError urllib.error.URLError requests.exceptions.RequestException shutil.Error",
        "urllib.error.URLError: urllib.error.HTTPError",
        "requests.exceptions.RequestException: requests.exceptions.ConnectionError requests.exceptions.HTTPError"
                + " requests.exceptions.Timeout requests.exceptions.URLRequired requests.exceptions.TooManyRedirects",
        "ConnectionError: BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError",
        "RuntimeError: NotImplementedError RecursionError",
        "SyntaxError: IndentationError",
        "IndentationError: TabError",
        "ValueError: UnicodeError json.JSONDecodeError",
        "UnicodeError: UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError",
        "subprocess.SubprocessError: subprocess.CalledProcessError subprocess.TimeoutExpired",
        "Warning: DeprecationWarning RuntimeWarning UserWarning FutureWarning ResourceWarning"
    };

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("IOError", "OSError"),
            Map.entry("EnvironmentError", "OSError"),
            Map.entry("WindowsError", "OSError"),
            Map.entry("socket.error", "OSError"),
            Map.entry("select.error", "OSError"),
            Map.entry("os.error", "OSError"),
            Map.entry("socket.timeout", "TimeoutError"),
            Map.entry("asyncio.TimeoutError", "TimeoutError"),
            Map.entry("asyncio.exceptions.TimeoutError", "TimeoutError"),
            Map.entry("concurrent.futures.TimeoutError", "TimeoutError"),
            Map.entry("StandardError", "Exception"),
            Map.entry("urllib2.URLError", "urllib.error.URLError"),
            Map.entry("urllib2.HTTPError", "urllib.error.HTTPError"),
            Map.entry("httplib.HTTPException", "http.client.HTTPException"),
            Map.entry("json.decoder.JSONDecodeError", "json.JSONDecodeError"));

    private static final Map<String, String> PARENTS = parents();

    private Exceptions() {}

    private static Map<String, String> parents() {
        Map<String, String> parents = new HashMap<>();
        for (String row : HIERARCHY) {
            int colon = row.indexOf(':');
            for (String child : row.substring(colon + 1).trim().split(" ")) {
                parents.put(child, row.substring(0, colon));
            }
        }
        return Map.copyOf(parents);
    }

    /** Whether the language itself defines an exception of this name. */
    static boolean builtin(String name) {
        return name.equals("BaseException")
                || (name.indexOf('.') < 0 && (PARENTS.containsKey(name) || ALIASES.containsKey(name)));
    }

    /** A class and what it inherits from, most special first. */
    static List<String> lineage(String name) {
        List<String> names = new ArrayList<>();
        String next = canonical(name);
        while (next != null) {
            names.add(next);
            next = PARENTS.get(next);
        }
        if (names.size() == 1 && !names.get(0).equals("BaseException")) {
            names.addAll(List.of("Exception", "BaseException"));
        }
        return names;
    }

    /** Whether a handler's class is an exception's class, or one it inherits from. */
    static boolean catches(String handler, String raised) {
        String wanted = canonical(handler);
        if (wanted.equals(raised) || lineage(raised).contains(wanted)) {
            return true;
        }
        int cut = wanted.indexOf('.');
        String last = wanted.substring(wanted.lastIndexOf('.') + 1);
        // requests.ConnectionError is requests.exceptions.ConnectionError
        return cut > 0 && raised.startsWith(wanted.substring(0, cut + 1)) && raised.endsWith("." + last);
    }

    private static String canonical(String name) {
        return ALIASES.getOrDefault(name, name);
    }
}
