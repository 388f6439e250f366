@echo off
rem Starts Tickover: finds a Java 17 or later, and hands the arguments on.
setlocal DisableDelayedExpansion
set "advice=Tickover needs Java 17 or later: install one, or set JAVA_HOME to its folder."

set "java=java.exe"
if not defined JAVA_HOME goto find
set "java=%JAVA_HOME:"=%\bin\java.exe"
if exist "%java%" goto check
echo tickover: no Java 17 found: JAVA_HOME has no bin\java.exe: %JAVA_HOME% 1>&2
echo %advice% 1>&2
exit /b 69

:find
where /q java.exe && goto check
echo tickover: no Java 17 found: JAVA_HOME is not set, and PATH has no java.exe 1>&2
echo %advice% 1>&2
exit /b 69

:check
rem The first line is: openjdk version "17.0.15" 2025-04-15
set "feature=0"
for /f "tokens=3" %%v in ('call "%java%" -version 2^>^&1 ^| findstr /c:" version "') do for /f "tokens=1 delims=.-+ " %%f in ("%%~v") do set "feature=%%f"
if %feature% GEQ 17 goto start
echo tickover: no Java 17 found: "%java%" is older 1>&2
echo %advice% 1>&2
exit /b 69

rem Later Javas warn of each library that calls the system's own functions, as JNA does, unless it is allowed to.
:start
set "native="
if %feature% GEQ 22 set "native=--enable-native-access=ALL-UNNAMED"
"%java%" %native% -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -cp "%~dp0..\lib\*" dev.tickover.installer.Main %*
exit /b %ERRORLEVEL%
